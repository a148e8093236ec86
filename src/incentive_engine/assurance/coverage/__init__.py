"""What rule cases exercise of a policy: the outcomes of its conditions, the sides of its boundaries, its days."""
