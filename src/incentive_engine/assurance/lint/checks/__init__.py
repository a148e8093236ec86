"""The checks, a folder each: `check.py` and its page."""
