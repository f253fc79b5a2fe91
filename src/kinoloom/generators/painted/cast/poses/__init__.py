"""What an upright body does: gaits, dances, seats, strokes, by the phase of a cycle."""
