"""What the report room says: code → (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {}
