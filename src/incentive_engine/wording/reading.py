"""What `screening/` says (reading): code → (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {}
