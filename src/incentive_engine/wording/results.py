"""What `screening/` says (results): code → (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {}
