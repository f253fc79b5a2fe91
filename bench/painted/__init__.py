"""What the built-in engine makes of prompts, measured against what a person reads in them."""
