"""Moving pictures of nothing: light, ink, silk, swarms and liquid colour."""
