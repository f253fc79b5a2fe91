"""Sky, light of day, clouds and weather, shared by all settings."""
