"""The heavens: night skies, the northern lights, space and the moon."""
