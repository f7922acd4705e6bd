"""`recflix find`: what words find, and what is near where they find nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drivers.command_line import recflix, said


def test_titles_are_found_by_words_with_what_tells_them_apart(shared_home: Path) -> None:
    found = said(shared_home, "find", "film", "5", "-n", "2")
    assert (len(found["titles"]), found["nearest"]) == (2, [])
    first = found["titles"][0]
    assert {key: first[key] for key in ("movie_id", "title", "year", "genres")} == {
        "movie_id": 50,
        "title": "Film 5",
        "year": 1955,
        "genres": ["Sci-Fi"],
    }
    assert first["ratings"] > 0
    assert found["note"] == f"2 of {found['found']}; more with -n N"
    told = recflix(shared_home, "find", "film 5", "-n", "1")
    assert told.stdout.split()[0] == "50"
    assert "Film 5 (1955)" in told.stdout
    assert "more with -n N" in told.stderr  # no line among the titles


@pytest.mark.parametrize(
    ("words", "note", "first"),
    [
        ("fillm 5", "no title has all these words; nearest:", "Film 5"),
        ("film zzzzz", 'no title has "zzzzz"; nearest:', "Film"),
        ("scifi films", "Sci-Fi: 3 of 20", "Film"),
        ("???", "no title is called so", None),
        ("zzzzz", 'no title has "zzzzz"', None),
    ],
)
def test_what_no_title_is_called_is_said_and_what_is_near(
    shared_home: Path, words: str, note: str, first: str | None
) -> None:
    found = said(shared_home, "find", words, "-n", "3")
    titles = found["titles"] or found["nearest"]
    assert note in (found["note"] or "")
    assert bool(titles) is (first is not None)
    assert all(title["title"].startswith(first or "") for title in titles)
    printed = recflix(shared_home, "find", words)
    assert printed.returncode == (1 if first is None else 0)
    assert len(printed.stderr.splitlines()) == 1
