"""What an enterprise is, and how the files that state it are read."""

from incentive_engine.profile.assumption import assume_fact, assume_facts
from incentive_engine.profile.facts import read_facts
from incentive_engine.profile.loading import load_document, load_profile, peek, profile_of, read_profile
from incentive_engine.profile.model import Profile
from incentive_engine.profile.read_error import ReadError
from incentive_engine.profile.scalars import read_scalar
from incentive_engine.profile.series import series

__all__ = [
    "Profile",
    "ReadError",
    "assume_fact",
    "assume_facts",
    "load_document",
    "load_profile",
    "peek",
    "profile_of",
    "read_facts",
    "read_profile",
    "read_scalar",
    "series",
]
