"""How a draft becomes a plan: chunks of layers, and sounds; frozen and free of files."""
