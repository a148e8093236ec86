"""What a change of rules does: which clauses, figures and conditions are others, what is decided otherwise, who gains."""
