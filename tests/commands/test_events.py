"""`recflix events`, `replay` and what a profile says of itself, as scripts use them."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from pathlib import Path

import pytest

from recflix_tui.library.behaviour import Act, ActKind
from recflix_tui.library.library import Library
from tests.drivers.command_line import recflix, said

OF = ("--profile", "ada")


@pytest.fixture(scope="module")
def filled(small_movielens: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home where Ada rated a title twice, opened one, saw two and searched for something."""
    home = tmp_path_factory.mktemp("events")
    library = Library.open(home)
    library.datasets.add(small_movielens, "small")
    ada = library.profiles.add("Ada").id
    library.profiles.rate(ada, 1, 4.0)
    library.profiles.rate(ada, 1, 2.0)
    for act in (
        Act(ActKind.OPENED, 2, seconds=5.0),
        Act(ActKind.SHOWN, items=(1, 2)),
        Act(ActKind.SEARCHED, text="noir"),
    ):
        library.behaviour.record(ada, act)
    library.close()
    return home


def test_events_are_listed_exported_kept_and_pruned(filled: Path, tmp_path: Path) -> None:
    listed = said(filled, "events", "list", *OF)
    assert sorted(event["kind"] for event in listed) == [
        *("opened", "rate", "rate", "searched", "shown")
    ]
    (searched,) = said(filled, "events", "list", *OF, "--kind", "searched")
    assert (searched["text"], searched["movie_id"]) == ("noir", None)
    assert said(filled, "events", "list", *OF, "--before", "2001-09-09") == []
    printed = recflix(filled, "events", "list", *OF, "-n", "2").stdout
    assert len(printed.splitlines()) == 2
    assert 'searched for "noir"' in recflix(filled, "events", "list", *OF).stdout

    exported = tmp_path / "ada.jsonl"
    assert said(filled, "events", "export", str(exported), *OF)["lines"] == 6
    assert exported.stat().st_mode & 0o777 == 0o600  # one's searches are in it
    again = recflix(filled, "events", "export", str(exported), *OF)
    assert (again.returncode, "--force" in again.stderr) == (1, True)
    forced = recflix(filled, "events", "export", str(exported), *OF, "--force")
    assert forced.stdout.startswith("wrote 5 events in 6 lines")  # two titles of one day in view
    logs = [json.loads(line)["log"] for line in exported.read_text("utf-8").splitlines()]
    assert logs == ["ratings and marks"] * 2 + ["behaviour"] * 2 + ["counts a day"] * 2

    assert said(filled, "events", "keep", *OF, "opened", "off")["opened"] is False
    assert said(filled, "events", "keep", *OF)["shown"] is True
    assert set(said(filled, "events", "keep", *OF, "all", "on").values()) == {True}

    asked = recflix(filled, "events", "prune", *OF)
    assert (asked.returncode, "--yes" in asked.stderr) == (1, True)
    assert said(filled, "events", "prune", *OF, "--kind", "shown", "--yes")["removed"] == 2
    assert said(filled, "events", "prune", *OF, "--yes")["removed"] == 2
    assert [event["kind"] for event in said(filled, "events", "list", *OF)] == ["rate", "rate"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("events list --profile ada --kind nap", 'no kind "nap"'),
        ("events prune --profile ada --kind rate --yes", "The log of ratings and marks stays"),
        ("events keep --profile ada shown", "say on or off"),
        ("replay --profile ada --at 99", "has no event 99"),
        ("replay --profile ada --at 2001-09-09", "begins later"),
        ("replay --profile ada --at noon", "noon is no time"),
        ("profile consent ada training", "say on or off"),
        ("profile novelty ada 7", "from -1 to 1"),
        ("profile novelty ada much", "is no novelty"),
        ("profile adventure ada 2", "from 0 (safe) to 1"),
        ("profile adventure ada nan", "from 0 (safe) to 1"),
        ("profile adventure ada wild", "is no adventure: give 0 to 1, or default"),
    ],
)
def test_what_cannot_be_done_is_one_line(filled: Path, words: str, told: str) -> None:
    done = recflix(filled, *words.split())
    assert done.returncode == 1
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_what_a_profile_says_of_itself_is_set_and_printed(filled: Path) -> None:
    agreed = said(filled, "profile", "consent", "ada", "household", "on")
    assert agreed == {"household": True, "training": False}
    assert said(filled, "profile", "consent", "ada", "household", "off")["household"] is False
    for agrees in ("on", "off"):
        told = recflix(filled, "profile", "consent", "ada", "training", agrees).stdout
        assert ("recflix train" in told) == (agrees == "off")
    assert said(filled, "profile", "region", "ada", "94110")["region"] == "Pacific"
    told = recflix(filled, "profile", "region", "ada", "Bavaria").stdout
    assert "Bavaria: not a known region, it counts only among profiles here; known: " in told
    assert "Pacific" in told
    assert said(filled, "profile", "region", "ada", "none")["region"] is None
    assert said(filled, "profile", "novelty", "ada", "-0.5")["novelty"] == -0.5
    assert said(filled, "profile", "novelty", "ada", "learned")["novelty"] is None


def test_how_a_page_is_made_is_set_and_printed(filled: Path) -> None:
    for value, kept in (("0.25", 0.25), ("1", 1.0), ("default", None)):
        assert said(filled, "profile", "adventure", "ada", value)["adventure"] == kept
        assert said(filled, "profile", "adventure", "ada")["adventure"] == kept
    assert recflix(filled, "profile", "adventure", "ada").stdout == "Ada: the default: safe\n"
    assert said(filled, "profile", "my-list-rows", "ada")["my_list_rows"] is True
    told = recflix(filled, "profile", "my-list-rows", "ada", "off").stdout
    assert told == "Ada: off: titles of My List stand on no other row\n"
    assert said(filled, "profile", "my-list-rows", "ada")["my_list_rows"] is False


def test_a_replay_gives_what_is_kept_and_fails_where_it_does_not(filled: Path) -> None:
    found = said(filled, "replay", *OF)
    assert (found["events"], found["ratings"], found["same"]) == (2, 1, True)
    assert found["live_sha256"] == found["replayed_sha256"]
    then = said(filled, "replay", *OF, "--at", "1")
    (stood,) = then["standing"]
    assert (stood["value"], stood["event"]) == (4.0, 1)
    assert (then["page"]["model"], then["page"]["problem"]) == (None, None)
    assert "popular" in [row["key"] for row in then["page"]["rows"]]
    told = recflix(filled, "replay", *OF, "--at", "1").stdout
    assert "the page, without a model:" in told
    assert "of a screen of 5 rows and 8 titles" in told
    with contextlib.closing(sqlite3.connect(filled / "recflix.db", isolation_level=None)) as db:
        db.execute("UPDATE ratings SET stars = 3.0")
        done, plain = (recflix(filled, "replay", *OF, *more) for more in (("--json",), ()))
        db.execute("UPDATE ratings SET stars = 2.0")
    assert (done.returncode, plain.returncode) == (1, 1)
    (difference,) = json.loads(done.stdout)["differences"]
    assert "kept 3.0" in difference
    assert "by the log 2.0" in difference
    assert difference in plain.stderr
    assert recflix(filled, "replay", *OF).returncode == 0
