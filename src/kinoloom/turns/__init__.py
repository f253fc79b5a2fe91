"""Turns of a conversation and their events: written once, whatever dies in between."""
