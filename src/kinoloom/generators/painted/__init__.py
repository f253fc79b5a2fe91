"""Painted: an illustrator without weights; layered, lit scenes on a multiplane camera."""

from kinoloom.generators.painted.generator import PaintedGenerator

__all__ = ["PaintedGenerator"]
