"""Measurements against named peers: whole processes, interleaved, ratios taken within one run."""
