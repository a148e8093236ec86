"""A population: the same decisions as SQL (see README.md)."""
