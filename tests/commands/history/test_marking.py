"""`recflix mark` and `recflix undo`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drivers.command_line import recflix, said

ADA = ("--profile", "ada")


@pytest.mark.parametrize("mark", ["watched", "my-list", "refused"])
def test_a_mark_is_put_on_once_and_taken_off_once(shared_home: Path, mark: str) -> None:
    words = ("mark", *ADA, "--title", "Film 30", mark)
    on = said(shared_home, *words)
    assert on == {
        "profile": "Ada",
        "movie_id": 300,
        "title": "Film 30",
        "mark": mark,
        "on": True,
        "changed": True,
    }
    again = recflix(shared_home, *words)
    assert (again.returncode, again.stdout.endswith(" already\n")) == (0, True)
    assert [title["movie_id"] for title in said(shared_home, "list", *ADA, mark)] == [300]
    assert said(shared_home, *words, "--off")["changed"] is True
    assert said(shared_home, *words, "--off")["changed"] is False
    assert said(shared_home, "list", *ADA, mark) == []


def test_the_newest_act_is_undone_and_done_again(shared_home: Path) -> None:
    said(shared_home, "profile", "add", "Ben")
    ben = ("--profile", "Ben")
    nothing = recflix(shared_home, "undo", *ben)
    assert (nothing.returncode, nothing.stdout) == (0, "Ben: nothing to undo\n")
    assert said(shared_home, "undo", *ben) == {"profile": "Ben", "undone": None}
    said(shared_home, "mark", *ben, "--movie-id", "30", "my-list")
    undone = said(shared_home, "undo", *ben)["undone"]
    assert (undone["kind"], undone["movie_id"], undone["title"]) == ("my_list", 30, "Film 3")
    told = recflix(shared_home, "undo", *ben, "--redo").stdout
    assert told == "Ben: redone: Film 3 is on My List again\n"
    assert recflix(shared_home, "undo", *ben, "--redo").stdout == "Ben: nothing to redo\n"


def test_an_import_is_undone_whole(imported: Path) -> None:
    undone = said(imported, "undo", *ADA)["undone"]
    assert (undone["kind"], undone["source"], undone["acts"]) == ("import", "Letterboxd", 6)
    assert undone["words"] == "undone: the import of 6 ratings and marks from Letterboxd (mine.zip)"
    assert len(said(imported, "list", *ADA)) == 4
    assert said(imported, "list", *ADA, "waiting") == []
