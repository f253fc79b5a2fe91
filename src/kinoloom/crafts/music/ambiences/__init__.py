"""Places as sound: each kind is a few textures, made block by block, that never repeat."""
