"""What Netflix's lists say, each by itself and all together."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from recflix_tui.history.files.members import open_members
from recflix_tui.history.reading.all_readers import read_export
from recflix_tui.history.reading.netflix.netflix import BY_CHANCE, BY_ITSELF, CLIP, NetflixReader
from recflix_tui.history.reading.netflix.thumbs import NOT_SEEN, OLDER, REMOVED, SAID_SO
from recflix_tui.history.reading.shared.gathering import SERIES
from recflix_tui.history.reading.shared.source import Source
from recflix_tui.history.values import (
    SHARE_NOT_SAID,
    DateKind,
    Did,
    Export,
    HistoryError,
)
from tests.drivers.exports.netflix_export import full_list, ratings, short_list, sitting
from tests.drivers.exports.packing import laid_out, packed

NOW = datetime(2026, 1, 10, tzinfo=UTC).timestamp()


def read(tmp_path: Path, person: str | None = None, **files: str) -> Export:
    """Files of one request, in the folder that Netflix packs them in."""
    named = {f"CONTENT_INTERACTION/{name}.csv": text for name, text in files.items()}
    source = Source(tuple(open_members(laid_out(tmp_path, named))))
    reader = NetflixReader(now=lambda: NOW)
    assert reader.fits(source)
    return reader.read(source, person)


def told(export: Export) -> dict[tuple[str, Did], float]:
    return {(act.film.title, act.did): act.value for act in export.acts}


def days(export: Export) -> dict[str, str]:
    return {
        act.film.title: f"{datetime.fromtimestamp(act.at, UTC):%Y-%m-%d}" if act.at else ""
        for act in export.acts
    }


def reasons(export: Export) -> list[tuple[str, str]]:
    return [(row.title, row.reason) for row in export.left_out]


def test_films_are_watched_and_each_series_counts_once(tmp_path: Path) -> None:
    export = read(
        tmp_path,
        NetflixViewingHistory=short_list(
            ("The Glass Harbour", "6/19/25"),
            ("Night Desk: Season 2: The Long Shift", "6/18/25"),
            ("Night Desk: Season 2: The Short Shift", "6/18/25"),
            ("John Wick: Chapter 2", "6/17/25"),
            (": Pilot", "6/16/25"),
            (": Second", "6/16/25"),
            ("The Glass Harbour", "6/1/25"),
        ),
    )
    assert told(export) == {
        ("John Wick: Chapter 2", Did.WATCHED): 1.0,
        ("The Glass Harbour", Did.WATCHED): 1.0,
    }
    assert days(export)["The Glass Harbour"] == "2025-06-19"
    assert {act.date_kind for act in export.acts} == {DateKind.WATCHED}
    assert (export.acts[1].file, export.acts[1].line) == ("NetflixViewingHistory.csv", 2)
    assert export.n_series == 2
    assert [row.reason for row in export.left_out] == [SERIES] * 4


@pytest.mark.parametrize(
    "header", ["Titel,Datum", "Titre,Date", "Título,Fecha", "Titolo,Data", "Título,Data"]
)
def test_the_short_list_is_known_by_its_columns_in_other_languages(
    tmp_path: Path, header: str
) -> None:
    text = f'{header}\n"The Glass Harbour","24.01.23"\n"Night Desk: Staffel 2: Eins","23.01.23"\n'
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    export = read_export(path)
    assert (export.key, days(export)) == ("netflix", {"The Glass Harbour": "2023-01-24"})
    assert export.n_series == 1


def test_a_day_that_is_to_come_is_told_as_such(tmp_path: Path) -> None:
    export = read(tmp_path, NetflixViewingHistory=short_list(("Later", "12/25/31")))
    assert days(export) == {"Later": ""}
    assert export.notes == (
        "1 day is none, or is to come: a film without another day is as old as its import",
    )


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["24.01.23"], ["2023-01-24"]),
        (["2021-12-15", "2021-02-03"], ["2021-12-15", "2021-02-03"]),
        (["12/04/2022", "30/03/2022"], ["2022-04-12", "2022-03-30"]),
        (["9/01/2026"], ["2026-01-09"]),
        (["12/04/2022"], [""]),
        (["soon", "6/19/25"], ["", "2025-06-19"]),
    ],
    ids=["german", "iso", "uk", "never the future", "not told", "no date"],
)
def test_dates_are_read_by_the_whole_file_and_films_go_on_without(
    tmp_path: Path, dates: list[str], expected: list[str]
) -> None:
    watched = [(f"Film {n}", date) for n, date in enumerate(dates)]
    export = read(tmp_path, NetflixViewingHistory=short_list(*watched))
    found = days(export)
    assert [found[title] for title, _ in watched] == expected
    assert any("cannot be told apart" in note for note in export.notes) == (expected == [""])


def test_two_forms_of_dates_are_what_a_spreadsheet_left(tmp_path: Path) -> None:
    export = read(tmp_path, NetflixViewingHistory=short_list(("A", "4/21/25"), ("B", "04/12/2025")))
    assert days(export) == {"A": "2025-04-21", "B": "2025-04-12"}
    assert any("edited in a spreadsheet" in note for note in export.notes)


def test_sittings_are_summed_and_say_what_was_given_up(tmp_path: Path) -> None:
    export = read(
        tmp_path,
        person="ada",
        ViewingActivity=full_list(
            sitting("In Two Evenings", "01:00:00", "01:40:00", "2024-05-03 19:00:00"),
            sitting("In Two Evenings", "00:40:00", "00:40:00"),
            sitting("Ten Minutes", "00:06:00", "00:10:00"),
            sitting("Ten Minutes", "00:04:00", "00:04:00"),
            sitting("Ten Minutes", "01:40:00", "01:40:00", profile="Bo"),
            sitting("Half of It", "00:50:00", "00:50:00"),
            sitting("Half of It", "01:40:00", "01:40:00", profile="Bo"),
            sitting("No Length", "00:10:00", "00:10:00"),
            sitting("By Chance", "00:01:30", "00:01:30"),
            sitting("A Trailer", "00:30:00", kind="TRAILER"),
            sitting("A Hook", "00:30:00", kind="HOOK"),
            sitting("Next Up", "01:30:00", attributes="Autoplayed: user action: None; "),
            sitting("Night Desk: Season 1: One", "00:40:00"),
        ),
    )
    assert told(export) == {
        ("In Two Evenings", Did.WATCHED): 1.0,
        ("Ten Minutes", Did.ABANDONED): pytest.approx(0.1),
        ("Half of It", Did.ABANDONED): pytest.approx(0.5),
        ("No Length", Did.ABANDONED): SHARE_NOT_SAID,
    }
    assert days(export)["In Two Evenings"] == "2024-05-03"
    assert sorted(reasons(export)) == [
        ("A Hook", CLIP),
        ("A Trailer", CLIP),
        ("By Chance", BY_CHANCE),
        ("Next Up", BY_ITSELF),
        ("Night Desk: Season 1: One", SERIES),
    ]


def test_of_several_profiles_one_is_to_be_named(tmp_path: Path) -> None:
    lists = full_list(
        sitting("Ada's Film", "01:30:00"), sitting("Bo's Film", "01:30:00", profile="Bo")
    )
    asked = read(tmp_path, ViewingActivity=lists)
    assert (asked.people, asked.acts) == (("Ada", "Bo"), ())
    assert list(told(read(tmp_path, "Bo", ViewingActivity=lists))) == [("Bo's Film", Did.WATCHED)]
    with pytest.raises(HistoryError, match="nobody in it is called Cy; it holds Ada, Bo"):
        read(tmp_path, "Cy", ViewingActivity=lists)


def test_stars_thumbs_and_not_interested(tmp_path: Path) -> None:
    export = read(
        tmp_path,
        Ratings=ratings(
            "Down,thumb,,1,2025-06-19 19:13:22",
            "Up,Thumbs,0,2,2025-06-19 19:13:22",
            "Two Up,thumb,,3,2025-06-19 19:13:22",
            "Four Stars,star,4,2,2015-02-01 10:00:00",
            "Not for Me,star,-1,,2015-02-01 10:00:00",
            "Not Seen,star,-2,,2015-02-01 10:00:00",
            "Taken Back,star,0,,2015-02-02 10:00:00",
            "Taken Back,star,5,,2015-02-01 10:00:00",
            "No Thumb,thumb,,0,2015-02-01 10:00:00",
        ),
    )
    assert told(export) == {
        ("Down", Did.RATED): 2.0,
        ("Up", Did.RATED): 4.0,
        ("Two Up", Did.RATED): 5.0,
        ("Four Stars", Did.RATED): 4.0,
        ("Not for Me", Did.NOT_FOR_ME): 1.0,
    }
    assert sorted(reasons(export)) == [
        ("No Thumb", REMOVED),
        ("Not Seen", NOT_SEEN),
        ("Taken Back", REMOVED),
        ("Taken Back", OLDER),
    ]
    assert export.acts[-1].at == datetime(2025, 6, 19, 19, 13, 22, tzinfo=UTC).timestamp()
    assert export.acts[-1].date_kind is DateKind.RATED
    assert SAID_SO in export.notes


def test_the_full_request_is_read_as_one(tmp_path: Path) -> None:
    files = {
        "CONTENT_INTERACTION/ViewingActivity.csv": full_list(
            sitting("Given Up", "00:10:00"),
            sitting("Seen", "01:30:00"),
            sitting("Night Desk: Season 1: One", "00:40:00"),
        ),
        "CONTENT_INTERACTION/NetflixViewingHistory.csv": short_list(
            ("Given Up", "2024-05-02"), ("Seen Before", "2024-05-01"), ("Seen", "2024-05-01")
        ),
        "CONTENT_INTERACTION/Ratings.csv": ratings(
            "Seen,thumb,,2,2024-05-03 10:00:00", "Night Desk,thumb,,3,2024-05-03 10:00:00"
        ),
        "CONTENT_INTERACTION/MyList.csv": "Title Name,Profile Name\nWanted,Ada\nNight Desk,Ada\n",
        "CONTENT_INTERACTION/SearchHistory.csv": "Profile Name,Query Typed\nAda,seen\n",
        "ACCOUNT/AccountDetails.csv": "Title,Date\nNo film,2024-05-01\n",
    }
    source = Source(tuple(open_members(packed(tmp_path / "netflix-report.zip", files))))
    export = NetflixReader(now=lambda: NOW).read(source, None)
    assert told(export) == {
        ("Given Up", Did.ABANDONED): SHARE_NOT_SAID,
        ("Seen", Did.WATCHED): 1.0,
        ("Seen", Did.RATED): 4.0,
        ("Seen Before", Did.WATCHED): 1.0,
        ("Wanted", Did.MY_LIST): 1.0,
    }
    assert (export.n_series, len(export.left_out)) == (1, 3)


def test_a_list_with_a_year_is_none_of_netflix(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Title,Year,Date\nHeat,1995,2024-05-01\n")
    assert not NetflixReader().fits(Source(tuple(open_members(tmp_path / "a.csv"))))
