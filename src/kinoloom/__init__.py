"""Kinoloom: a self-hosted AI video studio."""

__version__ = "0.1.0"
