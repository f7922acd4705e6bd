"""Files of titles, links and users that are wrong are refused with the line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.dataset.layouts import (
    MOVIES_CSV,
    MOVIES_DAT,
    U_ITEM,
    U_USER,
    USERS_DAT,
    write_1m,
    write_100k,
    write_latest,
)
from tests.dataset.refusal import refusal

BAD_MOVIES_CSV: dict[str, tuple[str | bytes, str]] = {
    "missing column": (
        MOVIES_CSV.replace("genres", "kinds", 1),
        "line 1: there is no column genres; the first line must hold movieId,title,genres",
    ),
    "an id twice": (MOVIES_CSV + "9,Again (2000),Drama\n", "line 8: movie 9 is there already"),
    "an id twice, above a line break": (
        MOVIES_CSV.replace("12,,", "1,Again,"),
        "line 6: movie 1 is there already; remove one of the two lines",
    ),
    "not a number": (MOVIES_CSV.replace("\n40,", "\nforty,"), 'line 7: movieId "forty" is not a'),
    "cut off": (MOVIES_CSV[:-15], "line 7: 2 fields where 3 belong"),
    "cut off in a quote": (
        MOVIES_CSV[: MOVIES_CSV.index("1999")],
        "line 4: a quotation mark is out of place or never",
    ),
    "a stray quote": (MOVIES_CSV + '50,"A" b (1999),Drama\n', "line 8: a quotation mark is out"),
    "too many fields": (MOVIES_CSV + "50,Me, Too (1999),Drama\n", "line 8: 4 fields where 3"),
    "latin-1": (MOVIES_CSV.encode("latin-1"), "line 3: this is not UTF-8 text; save the file as"),
    "binary": (b"\x7fELF\0\0" * 99, "line 1: this is not text; download the file again"),
    "only a header": ("movieId,title,genres\n", "there are no titles in it; download it again"),
    "empty": ("", "the file is empty; download it again"),
    "too many genres": (
        MOVIES_CSV + "50,All,{}\n".format("|".join(f"g{n}" for n in range(65))),
        "line 8: there are more than 64 different genres so far; correct the genres",
    ),
    "a title that never ends": (
        MOVIES_CSV + f"50,{'東京物語' * 7500} (1953),Drama\n",
        "line 8: the title has 30,007 characters, and at most 1,000 are possible; shorten the",
    ),
    "a genre that never ends": (
        MOVIES_CSV + f"50,Me (1999),{'Drama' * 40}\n",
        "line 8: the genre has 200 characters, and at most 100 are possible; shorten the genre",
    ),
    "a field that never ends": (
        MOVIES_CSV + f"50,{'Me ' * 50_000}(1999),Drama\n",
        "line 8: a field is longer than 131,072 characters, or its quotation mark never closed",
    ),
    "an id of 19 digits": (MOVIES_CSV + f"{10**18},Me,Drama\n", 'line 8: movieId "1000000000'),
}


@pytest.mark.parametrize("case", BAD_MOVIES_CSV)
def test_movies_csv_is_refused_with_its_line(case: str, tmp_path: Path) -> None:
    text, said = BAD_MOVIES_CSV[case]
    found = refusal(write_latest(tmp_path / "ml", movies=text), tmp_path)
    assert found.startswith("movies.csv")
    assert said in found


BAD_OTHERS: dict[str, tuple[Callable[..., Path], dict[str, str | bytes], str]] = {
    "links": (write_latest, {"links": "movieId,imdbId,tmdbId\n1,nm1,2\n"}, "links.csv line 2: im"),
    "tmdb": (
        write_latest,
        {"links": "movieId,imdbId,tmdbId\n1,0114709,\n7,0,8.62\n"},
        'links.csv line 3: tmdbId "8.62" is not a whole number',
    ),
    "links column": (write_latest, {"links": "movieId,tmdbId\n1,1\n"}, "links.csv line 1: there"),
    "1m title": (write_1m, {"movies": MOVIES_DAT + "9::Cut"}, "movies.dat line 4: 2 fields where"),
    "100k flags": (
        write_100k,
        {"item": U_ITEM.replace("|0|0|0|1", "|0|0|0|x", 1)},
        'u.item line 1: genre flag "x" is not 0 or 1',
    ),
    "100k cut off": (write_100k, {"item": U_ITEM[:-9]}, "u.item line 3: "),
    "100k people": (
        write_100k,
        {"user": U_USER.replace("|F|", "|?|")},
        'u.user line 2: gender "?" is not F or M; correct the line',
    ),
    "100k people cut off": (write_100k, {"user": U_USER[:-8]}, "u.user line 2: 4 fields where 5"),
    "1m people": (
        write_1m,
        {"users": USERS_DAT + "2::M::25::16::70072\n"},
        "users.dat line 3: user 2 is there already; remove one of the two lines",
    ),
    "1m age": (
        write_1m,
        {"users": USERS_DAT.replace("::56", "::old")},
        'users.dat line 2: age "old" is not a whole number',
    ),
    "100k genres": (
        write_100k,
        {"genre": "unknown|0\nAction|2\n"},
        "u.genre: the genres are not numbered",
    ),
}


@pytest.mark.parametrize("case", BAD_OTHERS)
def test_the_other_files_are_refused_with_their_line(case: str, tmp_path: Path) -> None:
    write, changed, said = BAD_OTHERS[case]
    assert refusal(write(tmp_path / "ml", **changed), tmp_path).startswith(said)
