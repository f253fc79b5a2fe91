"""An open road to the horizon, and who drives on it."""
