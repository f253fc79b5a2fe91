"""A park: lawns, an avenue, benches, lamps and a pond."""
