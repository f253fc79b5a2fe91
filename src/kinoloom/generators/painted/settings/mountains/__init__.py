"""Mountains and a lake."""
