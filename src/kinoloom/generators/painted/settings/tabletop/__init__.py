"""Objects on a table by a window, or on the floor of a studio."""
