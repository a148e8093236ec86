"""Registers read from files and databases."""
