"""Proofs about policies: what can be asked of each, and what its author promises, answered for all enterprises."""
