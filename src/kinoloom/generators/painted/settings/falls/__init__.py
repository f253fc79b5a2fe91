"""Falling and flowing water: a waterfall over cliffs, a river through its valley."""
