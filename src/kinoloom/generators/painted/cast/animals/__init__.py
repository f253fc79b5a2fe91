"""Four-legged animals: breeds, trunks, heads, and how they walk and sit."""
