"""Who and what is in a shot: the stage, and in its rooms figures, animals, icons, crews."""
