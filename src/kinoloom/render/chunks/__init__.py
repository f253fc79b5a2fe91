"""How chunks become files: cached, copied, or drawn and encoded by worker processes."""
