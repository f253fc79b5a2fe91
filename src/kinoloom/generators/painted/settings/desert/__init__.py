"""Deserts of Earth and Mars."""
