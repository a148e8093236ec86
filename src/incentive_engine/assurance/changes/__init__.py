"""What a change of rules does: what clauses, figures and conditions say now, what is decided otherwise, who gains."""
