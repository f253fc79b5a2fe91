"""Bodies that belong together: riders, couples, crews of boats and balloons."""
