"""Open country: meadows of wild flowers, and plains under a storm."""
