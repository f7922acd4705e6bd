"""A rating file that is wrong is refused with its line, and with what is wrong there."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from recflix_tui.dataset.reading import rating_files
from recflix_tui.dataset.reading.movielens import read_ratings
from recflix_tui.dataset.values import DatasetError
from tests.dataset.layouts import RATINGS_CSV, U_DATA, write_100k, write_latest
from tests.dataset.refusal import refusal


def rating(line: int, text: str) -> str:
    """RATINGS_CSV with its line number `line` replaced."""
    lines = RATINGS_CSV.splitlines(keepends=True)
    lines[line - 1] = text
    return "".join(lines)


HEADER = "userId,movieId,rating,timestamp"
BAD_RATINGS_CSV: dict[str, tuple[str | bytes, str]] = {
    "missing column": (
        rating(1, "userId,movieId,timestamp\n"),
        "line 1: there is no column rating; the first line must hold " + HEADER,
    ),
    "no header": (RATINGS_CSV.partition("\n")[2], "line 1: there is no column userId; "),
    "not a number": (rating(3, "3,9,good,5\n"), 'line 3: rating "good" is not a number; correct'),
    "not a whole id": (rating(3, "3,9.5,3,5\n"), 'line 3: movieId "9.5" is not a whole number'),
    "negative id": (rating(2, "-3,1,4.0,5\n"), 'line 2: userId "-3" is not a whole number'),
    "huge id": (rating(2, f"{'9' * 25},1,4,5\n"), f'line 2: userId "{"9" * 25}" is not a whole'),
    "the id above the largest": (
        rating(2, f"{10**18},1,4,5\n"),
        f'line 2: userId "{10**18}" is not a whole number of up to 18 digits; correct or remove',
    ),
    "another line than that of the largest id": (
        rating(2, f"{10**18 - 1},1,4,5\n").replace("5,7,3.5", "5,7,9"),
        'line 4: rating "9" is off the scale',
    ),
    "not a time": (rating(6, "5,12,2.0,soon\n"), 'line 6: timestamp "soon" is not a whole number'),
    "missing value": (rating(5, "5,,5.0,964983815\n"), "line 5: movieId is missing; correct or"),
    "above the scale": (
        rating(4, "5,7,7,964982224\n"),
        'line 4: rating "7" is off the scale 0.5 to 5; correct or remove the line',
    ),
    "below the scale": (rating(4, "5,7,0,1\n"), 'line 4: rating "0" is off the scale'),
    "between half stars": (rating(4, "5,7,3.7,1\n"), 'line 4: rating "3.7" is off the scale'),
    "nan": (rating(4, "5,7,NaN,1\n"), 'line 4: rating "NaN" is off the scale'),
    "infinity": (rating(4, "5,7,-inf,1\n"), 'line 4: rating "-inf" is off the scale'),
    "overflow": (rating(4, "5,7,1e999,1\n"), 'line 4: rating "1e999" is off the scale'),
    "unknown movie": (
        rating(5, "5,8,5.0,1\n"),
        "line 5: movie 8 is not among the titles; add it to the titles, or remove the line",
    ),
    "rated twice": (
        RATINGS_CSV + "3,9,4.0,1\n",
        "line 7: user 3 has rated movie 9 already; remove one of the two lines",
    ),
    "rated twice in a row": (rating(3, "3,1,4.0,9\n"), "line 3: user 3 has rated movie 1 already"),
    "too few fields": (rating(6, "5,12,2.0"), "line 6: 3 fields where 4 belong; correct the line"),
    "too many fields": (rating(2, "3,1,4.0,1,1\n"), "line 2: 5 fields where 4 belong; correct"),
    "cut off in a time": (
        RATINGS_CSV.rstrip("\n")[:-3],
        "line 6: the file breaks off in the middle of the line; copy or download it again",
    ),
    "blank line": (rating(3, "\n3,9,0.5,1\n"), "line 3: the line is empty; remove it"),
    "open quote": (rating(3, '3,"9,0.5,1\n'), "line 3: "),
    "old line ends": (RATINGS_CSV.replace("\n", "\r"), "line 1: "),
    "two encodings": (RATINGS_CSV.encode().replace(b"0.5", b"0\xe9"), "line 3: this is not UTF-8"),
    "utf-16": (RATINGS_CSV.encode("utf-16"), "line 1: this is not UTF-8 text"),
    "binary": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 50, "line 1: this is not UTF-8 text"),
    "only a header": (HEADER + "\n", "there are no ratings in it; download it again"),
    "empty": ("", "the file is empty; download it again"),
    "blank": ("\n \n", "line 1: there is no column userId"),
    "escape codes": (rating(3, "3,9,\x1b[31m,5\n"), "line 3: rating "),
}


@pytest.mark.parametrize("case", BAD_RATINGS_CSV)
def test_ratings_csv_is_refused_with_its_line(case: str, tmp_path: Path) -> None:
    text, said = BAD_RATINGS_CSV[case]
    found = refusal(write_latest(tmp_path / "ml", ratings=text), tmp_path)
    assert found.startswith("ratings.csv")
    assert said in found


def test_half_stars_are_refused_where_whole_ones_belong(tmp_path: Path) -> None:
    folder = write_100k(tmp_path / "ml-100k", data=U_DATA.replace("\t3\t", "\t3.5\t"))
    said = 'u.data line 1: rating "3.5" is off the scale 1 to 5, whole stars alone'
    assert refusal(folder, tmp_path).startswith(said)


def test_a_bare_rating_file_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "u1.base"
    path.write_text(U_DATA + "196\t9\tx\t5\n")
    with pytest.raises(DatasetError, match=r'^u1.base line 4: rating "x" is not a number; '):
        read_ratings(path)
    with pytest.raises(DatasetError, match=r"^none.csv: there is no such file; check its path"):
        read_ratings(tmp_path / "none.csv")
    for folder, called in ((tmp_path, tmp_path.name), (Path(), "."), (Path("/"), "/")):
        with pytest.raises(DatasetError, match=f"^{re.escape(called)}: this is not a file; give"):
            read_ratings(folder)


NUMBERS = {
    "userId": f"5| 5|5 |+5|-0|-05|05|{'0' * 20}5|5.0|1e3|{10**18 - 1}|{10**18}|{2**63 - 1}|{2**63}"
    '|٣|５|"5"|0x5|1_0|-1||""',
    "rating": "4|4.0| 4|4 |+4|4.|.5|5e-1|1e0|4_0|nan|+nan|inf|infinity|-0.5|00004|٤|1e400||"
    "4.00000000001",
    "timestamp": f"0|+7|{'0' * 30}|{10**18}|{2**63 - 1}|7.0",
}
CASES = [(column, text) for column, texts in NUMBERS.items() for text in texts.split("|")]


@pytest.mark.parametrize(("column", "text"), CASES)
def test_a_number_is_blamed_only_if_it_is_refused_alone(
    column: str, text: str, tmp_path: Path
) -> None:
    good = {"userId": "1", "movieId": "1", "rating": "4.0", "timestamp": "5"}
    path = tmp_path / "ratings.csv"
    path.write_text(f"{HEADER}\n" + ",".join((good | {column: text}).values()) + "\n2,1,9,5\n")
    with pytest.raises(DatasetError) as caught:
        read_ratings(path)
    blamed = "line 2" in str(caught.value)
    path.write_text(path.read_text().replace("2,1,9,5\n", ""))
    if blamed:
        with pytest.raises(DatasetError, match=r"^ratings.csv line 2: "):
            read_ratings(path)
    else:
        assert len(read_ratings(path).user_ids) == 1


@pytest.mark.parametrize("piece", [1, 40, 10_000])
@pytest.mark.parametrize("case", BAD_RATINGS_CSV)
def test_a_fault_is_the_same_read_in_pieces(
    case: str, piece: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, said = BAD_RATINGS_CSV[case]
    if "rated movie" in said or "among the titles" in said:
        return  # a fault of the dataset, not of the file
    path = tmp_path / "ratings.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    monkeypatch.setattr(rating_files, "_PIECE", piece)
    with pytest.raises(DatasetError) as caught:
        read_ratings(path)
    assert said in str(caught.value)


def test_a_fault_far_into_a_large_file_is_given_its_line(tmp_path: Path) -> None:
    text = io.StringIO()
    text.write(HEADER + "\n")
    for user in range(1, 30_001):
        text.write(f"{user},1,{'9' if user == 29_000 else '4.5'},964982224\n")
    folder = write_latest(tmp_path / "ml", ratings=text.getvalue())
    assert refusal(folder, tmp_path).startswith('ratings.csv line 29001: rating "9" is off')


@pytest.mark.parametrize("whole", [0, 9])
def test_a_line_without_an_end_is_told_by_its_number_wherever_a_piece_ends(
    whole: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = f"{HEADER}\n1,1,4.0,964982224\n"
    path = tmp_path / "ratings.csv"
    path.write_text(begun + "2,1,4.0,964982224" + "x" * (3 << 20))
    monkeypatch.setattr(rating_files, "_PIECE", len(begun) - whole)
    with pytest.raises(DatasetError, match=r"^ratings\.csv line 3: the line goes on for over"):
        read_ratings(path)
