"""What one profile did: its ratings and marks, by item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ProfileActivity:
    """What one profile did, by item. Each mapping keeps its order, oldest first."""

    ratings: Mapping[int, float] = field(default_factory=dict)
    """Stars by item."""
    my_list: Mapping[int, float] = field(default_factory=dict)
    """When each item was put on My List, in Unix seconds."""
    watched: Mapping[int, float] = field(default_factory=dict)
    """When each item was marked as watched, in Unix seconds."""
    refused: Mapping[int, float] = field(default_factory=dict)
    """When each item was marked as not for this profile, in Unix seconds."""
    abandoned: Mapping[int, float] = field(default_factory=dict)
    """When each item was marked as given up on, in Unix seconds."""
    watched_share: Mapping[int, float] = field(default_factory=dict)
    """How much of each abandoned item was watched, above 0 and below 1; without those of which
    nobody said."""
    like_these: Mapping[int, float] = field(default_factory=dict)
    """What stands for the groups of titles that the profile said it likes, and when it did, in
    Unix seconds: the items that it picked them by, then their other examples
    (`recommend.asking.groups`)."""
    rated_at: Mapping[int, float] = field(default_factory=dict)
    """When each item was rated, in Unix seconds; empty where nobody knows, and `ratings` have their
    order alone."""
