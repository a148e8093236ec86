"""What the cli room says: code → (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {}
