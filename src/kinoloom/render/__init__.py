"""A draft becomes a file: plan, chunks, encode, mix, mux; what did not change is not made again."""
