"""Suggested rule cases: for what no case shows, an enterprise that would, for a person to confirm."""
