"""Benchmarks: scenarios as code, ratios from one run, one JSON line at the end."""
