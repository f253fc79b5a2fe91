"""Stages: concerts, theatres and talks, in halls and in the open."""
