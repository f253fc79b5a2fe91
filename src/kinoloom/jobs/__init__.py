"""Work that takes a while: ordered, watched and stopped; with the durable queue it outlives us."""
