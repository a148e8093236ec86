"""Policies compiled to one SQL statement."""
