"""Who plays a noun, how it moves and how tall it is, as tables."""
