"""What files are made: their kinds, the settings of encoders, and how chunks are joined."""
