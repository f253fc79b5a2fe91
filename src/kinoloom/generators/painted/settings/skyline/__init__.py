"""The setting "skyline": a city seen from across the water."""
