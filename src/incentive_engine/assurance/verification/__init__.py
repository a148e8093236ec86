"""Proofs about policies: what can be asked of every policy and what its author promises, answered for all enterprises."""
