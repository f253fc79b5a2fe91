"""Any other noun: its emoji as a lit clay toy with a little life."""
