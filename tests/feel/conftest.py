"""Random examples take as long as they take: other work on the same machine must not fail a test."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("feel", deadline=None)
settings.load_profile("feel")
