"""What a change of rules does to a population: read once, decided by both states, compared where it is still packed."""
