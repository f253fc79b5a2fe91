"""Under the sea: the blue deep with its wrecks and kelp, and the coral reef."""
