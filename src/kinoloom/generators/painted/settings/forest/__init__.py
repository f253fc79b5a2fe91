"""Woods: pines, broadleaf trees, autumn and jungle, seen from the path."""
