"""What ground and still water do to whoever is there."""
