"""How pictures get onto the canvas: placed, treated, lettered, blended."""
