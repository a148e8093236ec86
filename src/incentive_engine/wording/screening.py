"""What `screening/` says (screening): code → (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {}
