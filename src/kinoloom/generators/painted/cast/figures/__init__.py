"""People and other two-legged figures: the puppet, what it wears and what it holds."""
