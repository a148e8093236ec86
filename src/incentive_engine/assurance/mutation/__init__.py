"""Mutation: a rule changed as people err, and whether some rule case notices."""
