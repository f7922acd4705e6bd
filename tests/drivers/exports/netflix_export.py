"""Exports of Netflix, in its own layouts."""

from __future__ import annotations

FULL = (
    "Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type,Device Type,"
    "Bookmark,Latest Bookmark,Country"
)
RATINGS = (
    "Profile Name,Title Name,Rating Type,Star Value,Thumbs Value,Device Model,Event Utc Ts,"
    "Region View Date"
)


def short_list(*watched: tuple[str, str]) -> str:
    """NetflixViewingHistory.csv of titles and dates, all fields quoted."""
    rows = "".join(f'"{title}","{date}"\n' for title, date in watched)
    return f"Title,Date\n{rows}"


def sitting(
    title: str,
    length: str,
    bookmark: str = "",
    start: str = "2024-05-02 19:00:00",
    profile: str = "Ada",
    kind: str = "",
    attributes: str = "",
) -> str:
    """A row of ViewingActivity.csv."""
    country = "NO (Norway)"
    return (
        f'{profile},{start},{length},{attributes},"{title}",{kind},Smart TV,{bookmark},'
        f"{bookmark or 'Not latest view'},{country}"
    )


def full_list(*sittings: str) -> str:
    """ViewingActivity.csv."""
    return "\r\n".join((FULL, *sittings, ""))


def ratings(*rows: str) -> str:
    """Ratings.csv of rows as `The Glass Harbour,thumb,,3,2025-06-19 19:13:22`, all of Ada."""
    lines = []
    for row in rows:
        title, kind, star, thumb, at = row.split(",")
        lines.append(f"Ada,{title},{kind},{star},{thumb},Smart TV,{at},")
    return "\r\n".join((RATINGS, *lines, ""))
