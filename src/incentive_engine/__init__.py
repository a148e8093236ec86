"""Rules as code for enterprise incentives: who gets what, how much, why, and what is still missing."""
