"""Music and ambience, synthesised: a mood or a place becomes a bed of exactly the asked length."""
