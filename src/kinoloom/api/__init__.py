"""The HTTP API: `wire` shapes in and out of the studio, and the stream of a turn."""
