"""City streets, from the pavement and from above."""
