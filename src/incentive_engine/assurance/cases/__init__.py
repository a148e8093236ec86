"""Rule cases: what a policy is expected to decide, and where it decides otherwise."""
