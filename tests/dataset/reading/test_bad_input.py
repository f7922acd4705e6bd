"""Whatever is wrong with a dataset is said in one line, and leaves nothing behind."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from recflix_tui.dataset.datasets import import_dataset, list_datasets
from recflix_tui.dataset.reading import ratings, sources
from recflix_tui.dataset.reading.movielens import read_ratings
from recflix_tui.dataset.reading.sources import OpenSource
from recflix_tui.dataset.values import DatasetError
from tests.dataset.layouts import (
    MOVIES_CSV,
    MOVIES_DAT,
    RATINGS_CSV,
    RATINGS_DAT,
    U_DATA,
    U_ITEM,
    U_USER,
    USERS_DAT,
    write_1m,
    write_100k,
    write_latest,
    zip_folder,
)


def refusal(source: Path, tmp_path: Path) -> str:
    """What an import of `source` says; it must leave the datasets folder as it was."""
    datasets = tmp_path / "datasets"
    with pytest.raises(DatasetError) as caught:
        import_dataset(source, datasets, "it")
    assert list_datasets(datasets) == []
    assert [path.name for path in datasets.iterdir()] == [".lock"]
    text = str(caught.value)
    assert "\n" not in text
    assert text.isprintable()
    return text


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
    "links": (write_latest, {"links": "movieId,imdbId,tmdbId\n1,tt1,2\n"}, "links.csv line 2: im"),
    "links column": (write_latest, {"links": "movieId,tmdbId\n1,1\n"}, "links.csv line 1: there"),
    "1m half star": (
        write_1m,
        {"ratings": RATINGS_DAT.replace("::3::", "::3.5::")},
        'ratings.dat line 2: rating "3.5" is off the scale 1 to 5',
    ),
    "1m fields": (
        write_1m,
        {"ratings": RATINGS_DAT + "2::8::4\n"},
        "ratings.dat line 4: 3 fields where 4 belong",
    ),
    "1m title": (write_1m, {"movies": MOVIES_DAT + "9::Cut"}, "movies.dat line 4: 2 fields where"),
    "1m twice": (
        write_1m,
        {"ratings": RATINGS_DAT + "1::8::4::978300761\n"},
        "ratings.dat line 4: user 1 has rated movie 8 already",
    ),
    "1m unknown": (
        write_1m,
        {"ratings": RATINGS_DAT + "2::4::4::978300761\n"},
        "ratings.dat line 4: movie 4 is not among the titles",
    ),
    "100k stars": (
        write_100k,
        {"data": U_DATA.replace("\t5\t", "\t6\t")},
        'u.data line 2: rating "6" is off the scale 1 to 5',
    ),
    "100k fields": (write_100k, {"data": U_DATA + "196\t3\n"}, "u.data line 4: 2 fields where 4"),
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


def test_a_missing_half_is_named(tmp_path: Path) -> None:
    folder = write_latest(tmp_path / "ml", ratings=None)
    assert refusal(folder, tmp_path).startswith("ml: ratings.csv is missing beside movies.csv; ")


@pytest.mark.parametrize("zipped", [False, True])
def test_two_halves_in_different_folders_are_told_to_lie_together(
    zipped: bool, tmp_path: Path
) -> None:
    source = tmp_path / "ml"
    write_latest(source / "a", ratings=None, links=None)
    write_latest(source / "b", movies=None, links=None)
    if zipped:
        source = tmp_path / "ml.zip"
        with zipfile.ZipFile(source, "w") as archive:
            archive.writestr("a/movies.csv", MOVIES_CSV)
            archive.writestr("b/ratings.csv", RATINGS_CSV)
    said = "movies.csv and ratings.csv lie in different folders; put the two together"
    assert refusal(source, tmp_path) == f"{source.name}: {said}"


def test_a_folder_of_other_things_is_told_what_it_lacks(tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "a.jpg").write_bytes(b"x")
    assert refusal(folder, tmp_path).startswith("photos: this is no MovieLens dataset; it needs ")


def test_a_path_to_nothing_is_refused(tmp_path: Path) -> None:
    assert "there is no such folder or zip" in refusal(tmp_path / "none", tmp_path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not really", RATINGS_CSV.encode()])
def test_a_file_that_is_no_zip_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "ml.zip"
    path.write_bytes(content)
    assert refusal(path, tmp_path).startswith("ml.zip: this is not a whole zip file; ")


def test_a_zip_cut_short_is_refused(tmp_path: Path) -> None:
    path = zip_folder(write_latest(tmp_path / "ml"), tmp_path / "ml.zip")
    path.write_bytes(path.read_bytes()[:-60])
    assert refusal(path, tmp_path).startswith("ml.zip: this is not a whole zip file; ")


def test_a_zip_with_a_flipped_byte_is_refused(tmp_path: Path) -> None:
    path = zip_folder(write_latest(tmp_path / "ml"), tmp_path / "ml.zip")
    data = bytearray(path.read_bytes())
    data[data.index(b"ratings.csv") + 30] ^= 0xFF
    path.write_bytes(data)
    assert refusal(path, tmp_path) == "ml.zip: its ratings.csv is damaged; download it again"


@pytest.mark.parametrize(
    "packed", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_zip_damaged_anywhere_is_refused_in_a_line_or_reads_as_before(
    packed: int, tmp_path: Path
) -> None:
    path = tmp_path / "ml.zip"
    with zipfile.ZipFile(path, "w", packed) as archive:
        archive.writestr("movies.csv", MOVIES_CSV)
        archive.writestr("ratings.csv", RATINGS_CSV)
    whole = path.read_bytes()
    work = tmp_path / "work"
    work.mkdir()
    said = []
    for place in range(0, len(whole), 3):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            read_zip(path, work)
        except DatasetError as error:
            said.append(str(error))
    assert len(said) > len(whole) / 8
    assert all(text.startswith("ml.zip: ") and text.isprintable() for text in said)


def read_zip(path: Path, work: Path) -> None:
    with OpenSource(path, work) as source:
        for name in source.names():
            source.fetch(name)


def test_a_decoder_that_fails_on_a_damaged_zip_is_told_as_damage(tmp_path: Path) -> None:
    path = tmp_path / "ml.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("movies.csv", MOVIES_CSV)
        archive.writestr("ratings.csv", RATINGS_CSV)
    data = bytearray(path.read_bytes())
    data[data.index(b"movies.csv") + len("movies.csv") + 4] ^= 0xFF
    path.write_bytes(data)
    assert refusal(path, tmp_path) == "ml.zip: its movies.csv is damaged; download it again"


def test_an_encrypted_zip_is_refused(tmp_path: Path) -> None:
    path = zip_folder(write_latest(tmp_path / "ml"), tmp_path / "ml.zip")
    data = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + flags] |= 1
            place = data.find(mark, place + 4)
    path.write_bytes(data)
    assert "is encrypted or packed in an unknown way; unpack it" in refusal(path, tmp_path)


@pytest.mark.parametrize(
    "name",
    ["../evil.csv", "/etc/evil.csv", "ml/../../evil.csv", "C:/evil.csv", "..\\evil.csv"],
)
def test_a_zip_that_escapes_its_folder_is_refused(name: str, tmp_path: Path) -> None:
    path = zip_folder(write_latest(tmp_path / "ml"), tmp_path / "ml.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, "x")
    before = sorted(tmp_path.rglob("*"))
    assert "would land outside of the folder; do not trust this file" in refusal(path, tmp_path)
    new = [p for p in set(tmp_path.rglob("*")) - set(before) if "datasets" not in p.parts]
    assert new == []


def test_a_zip_that_holds_a_link_is_refused(tmp_path: Path) -> None:
    path = zip_folder(write_latest(tmp_path / "ml"), tmp_path / "ml.zip")
    link = zipfile.ZipInfo("tags.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "its member tags.csv is a link" in refusal(path, tmp_path)


def test_a_zip_that_explodes_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("movies.csv", MOVIES_CSV)
        with archive.open("ratings.csv", "w") as member:
            for _ in range(20):
                member.write(bytes(2**20))
    assert "-fold when unpacked; do not trust this file" in refusal(path, tmp_path)


def test_a_zip_of_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zip_folder(write_latest(tmp_path / "ml"), tmp_path / "ml.zip")
    monkeypatch.setattr(sources, "MAX_BYTES", 100)
    assert "it unpacks to more than" in refusal(path, tmp_path)
    monkeypatch.setattr(sources, "MAX_MEMBERS", 2)
    assert "it holds 3 files" in refusal(path, tmp_path)


def test_a_zip_that_lies_about_a_size_is_refused(tmp_path: Path) -> None:
    path = zip_folder(write_latest(tmp_path / "ml"), tmp_path / "ml.zip")
    data = path.read_bytes()
    size = len(RATINGS_CSV).to_bytes(4, "little")
    path.write_bytes(data.replace(size, (10).to_bytes(4, "little")))
    assert "its ratings.csv is damaged" in refusal(path, tmp_path)


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
    monkeypatch.setattr(ratings, "_PIECE", piece)
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
