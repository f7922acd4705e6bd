"""A tag file is read by Polars where that is safe, and line by line where it is not."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recflix_tui.dataset.reading import tag_files
from recflix_tui.dataset.reading.tag_files import TagTable, read_tags
from recflix_tui.dataset.values import DatasetError
from tests.dataset.layouts import write_latest
from tests.dataset.refusal import refusal

HEADER = "userId,movieId,tag,timestamp"
TAGS_CSV = f"""\
{HEADER}
3,1,toys,1139045764
3,9,"a ""quoted"" tag, with a comma",1139045765
5,7,Amélie's world,1139045766
5,9,"over
two lines",1139045767
5,12,,1139045768
"""


def rows(table: TagTable) -> list[tuple[int, int, str]]:
    return [
        (user, movie, table.spellings[spelling])
        for user, movie, spelling in zip(
            table.user_ids.tolist(),
            table.movie_ids.tolist(),
            table.spelling_of.tolist(),
            strict=True,
        )
    ]


ROWS = [
    (3, 1, "toys"),
    (3, 9, 'a "quoted" tag, with a comma'),
    (5, 7, "Amélie's world"),
    (5, 9, "over\ntwo lines"),
    (5, 12, ""),
]


def written(folder: Path, text: str | bytes, name: str = "tags.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def by_line_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tag_files, "_read_fast", lambda path: None)


@pytest.mark.parametrize("quick", [True, False])
def test_quotes_commas_line_breaks_accents_and_blanks_are_read(
    quick: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not quick:
        by_line_only(monkeypatch)
    table = read_tags(written(tmp_path, TAGS_CSV))
    assert rows(table) == ROWS
    assert table.user_ids.dtype == table.movie_ids.dtype == np.int64
    assert table.spelling_of.dtype == np.int32
    assert len(set(table.spellings)) == len(table.spellings)


def test_a_plain_file_is_read_without_a_loop_over_its_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def loop(path: Path) -> TagTable:
        raise AssertionError

    monkeypatch.setattr(tag_files, "_read_by_line", loop)
    assert rows(read_tags(written(tmp_path, TAGS_CSV))) == ROWS
    assert rows(read_tags(written(tmp_path, b"\xef\xbb\xbf" + TAGS_CSV.encode()))) == ROWS


def test_other_columns_in_any_order_do_no_harm(tmp_path: Path) -> None:
    first = "timestamp,x,movieId,tag,userId\n5,,1,toys,3\n6,y,9,,5\n"
    last = "x,userId,timestamp,movieId,tag\n,3,5,1,toys\ny,5,6,9,\n"
    after = "userId,movieId,tag,timestamp,x\n3,1,toys,5,\n5,9,,6,y\n"
    for text in (first, last, after):
        assert rows(read_tags(written(tmp_path, text))) == [(3, 1, "toys"), (5, 9, "")]


def test_a_file_with_a_header_alone_has_no_tags(tmp_path: Path) -> None:
    assert rows(read_tags(written(tmp_path, HEADER + "\n"))) == []


@pytest.mark.parametrize("name", ["tags.csv", "tags.dat"])
@pytest.mark.parametrize("text", ["", "\n \n", " " * 100_000], ids=["empty", "blank", "long"])
def test_a_file_in_which_there_is_nothing_has_no_tags(tmp_path: Path, name: str, text: str) -> None:
    assert rows(read_tags(written(tmp_path, text, name))) == []


def test_a_dat_file_is_cut_at_its_outer_separators(tmp_path: Path) -> None:
    text = '1::8::slow::1139045764\n1::3::a::b: "c", d:::1139045765\n'
    path = written(tmp_path, text, "tags.dat")
    assert rows(read_tags(path)) == [(1, 8, "slow"), (1, 3, 'a::b: "c", d:')]


def test_a_dat_file_is_of_utf_8_or_of_latin_1(tmp_path: Path) -> None:
    for encoding in ("utf-8", "latin-1"):
        path = written(tmp_path, "1::8::Amélie::1139045764\n".encode(encoding), "tags.dat")
        assert rows(read_tags(path)) == [(1, 8, "Amélie")]


BAD_TAGS_CSV: dict[str, tuple[str | bytes, str]] = {
    "missing column": (
        TAGS_CSV.replace("tag,", "word,", 1),
        f"line 1: there is no column tag; the first line must hold {HEADER}",
    ),
    "no header": (TAGS_CSV.partition("\n")[2], "line 1: there is no column userId; "),
    "not a number": (TAGS_CSV.replace("5,7,", "5,7.5,"), 'line 4: movieId "7.5" is not a whole'),
    "below a line break": (TAGS_CSV.replace("5,12,", "5,-12,"), 'line 7: movieId "-12" is not'),
    "too many fields": (TAGS_CSV.replace("toys", "a,b"), "line 2: 5 fields where 4 belong; corr"),
    "too few fields": (TAGS_CSV.replace(",toys", ""), "line 2: 3 fields where 4 belong; correct"),
    "cut off in a tag": (TAGS_CSV[: TAGS_CSV.index("quoted")], "line 3: a quotation mark is out"),
    "cut off in a time": (
        TAGS_CSV[:-4],
        "line 7: the file breaks off in the middle of the line; copy or download it again",
    ),
    "a stray quote": (TAGS_CSV.replace("toys", '"to"ys'), "line 2: a quotation mark is out of"),
    "latin-1": (TAGS_CSV.encode("latin-1"), "line 4: this is not UTF-8 text; save the file as"),
    "binary": (b"\x7fELF\0\0" * 99, "line 1: this is not text; download the file again"),
    "escape codes": (TAGS_CSV.replace("3,1,", "\x1b[31m3,1,"), 'line 2: userId "3" is not a'),
}


@pytest.mark.parametrize("case", BAD_TAGS_CSV)
def test_tags_csv_is_refused_with_its_line(case: str, tmp_path: Path) -> None:
    text, said = BAD_TAGS_CSV[case]
    found = refusal(write_latest(tmp_path / "ml", tags=text), tmp_path)
    assert found.startswith("tags.csv")
    assert said in found


PIECES = ["a", '"', '""', ",", "\n", "\r", " ", "é", '"a"', '"a""b"', "\x1b[1m", "+", "0"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=4).map("".join)
LINES = st.tuples(st.sampled_from(["1", "12", " 3", "-4", "", '"5"', "6 ", "7.0"]), TEXTS)


def outcome(path: Path, by_line: bool) -> list[tuple[int, int, str]] | str:
    with pytest.MonkeyPatch.context() as patch:
        if by_line:
            by_line_only(patch)
        try:
            return rows(read_tags(path))
        except DatasetError as error:
            return str(error)


@given(st.lists(LINES, min_size=1, max_size=3), st.sampled_from(["\n", "\r\n"]))
@example([("1", '""""a"'), ("1", ","), ("1", '"')], "\n")  # Polars alone makes one tag of it
@example([("1", '"a" "a"')], "\n")
@example([("1", "a\rb")], "\n")
def test_whatever_is_in_a_file_both_ways_of_reading_agree(
    lines: list[tuple[str, str]], end: str
) -> None:
    text = HEADER + end + "".join(f"{number},2,{tag},5{end}" for number, tag in lines)
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder), text)
        assert outcome(path, by_line=False) == outcome(path, by_line=True)
