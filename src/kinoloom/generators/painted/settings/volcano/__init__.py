"""Volcanoes: a cone over a plain or a lake, a caldera's lava lake, a river of lava."""
