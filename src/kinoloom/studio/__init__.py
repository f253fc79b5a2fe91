"""The use cases: each a function a person would name, over ports that `app` fills in."""
