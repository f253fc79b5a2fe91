"""Files: what they are, how they are written, and the one door to the ffmpeg binary."""
