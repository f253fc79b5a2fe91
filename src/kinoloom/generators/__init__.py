"""Generators turn a prompt (or a photo) into frames; plug-ins behind one protocol."""
