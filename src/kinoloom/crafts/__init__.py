"""The trades of a film, a room each."""
