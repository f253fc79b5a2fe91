"""Rooms with a big window."""
