"""Composition: settings become a studio. The only room that knows all the others."""
