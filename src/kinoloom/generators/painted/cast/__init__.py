"""Who and what is in a shot: figures, animals, icons, and how they stand and walk."""
