"""The same small dataset in each of MovieLens' layouts, for the tests to write and to spoil."""

from __future__ import annotations

import zipfile
from pathlib import Path

# One quoted title holds a line break, so that records and lines are not the same.
MOVIES_CSV = """\
movieId,title,genres
1,Toy Story (1995),Adventure|Animation|Children|Comedy|Fantasy
7,"City of Lost Children, The (Cité des enfants perdus, La) (1995)",Adventure|Fantasy
9,"Matrix, The
(1999)",Action|Sci-Fi
12,,(no genres listed)
40,Cats (1998),Musical
"""

RATINGS_CSV = """\
userId,movieId,rating,timestamp
3,1,4.0,964982703
3,9,0.5,964981247
5,7,3.5,964982224
5,9,5.0,964983815
5,12,2.0,964982931
"""

LINKS_CSV = "movieId,imdbId,tmdbId\n1,0114709,862\n9,0133093,\n99,0000001,2\n"

MOVIES_DAT = """\
1::Toy Story (1995)::Animation|Children's|Comedy
3::Misérables, Les (1995)::Drama|Musical
8::Matrix, The (1999)::Action|Sci-Fi
"""
RATINGS_DAT = "1::8::5::978300760\n1::1::3::978302109\n2::3::4::978301968\n"

U_ITEM = (
    "1|Toy Story (1995)|01-Jan-1995||http://x/|0|0|0|1|1|1|0|0|0|0|0|0|0|0|0|0|0|0|0\n"
    "2|Misérables, Les (1995)|01-Jan-1995||http://x/|0|0|0|0|0|0|0|0|1|0|0|0|1|0|0|0|0|0|0\n"
    "3|unknown||||1|" + "0|" * 17 + "0\n"
)
U_DATA = "196\t2\t3\t881250949\n186\t1\t5\t891717742\n196\t1\t1\t878887116\n"
U_USER = "196|49|M|writer|55105\n186|17|F|artist|00000\n"
USERS_DAT = "1::F::1::10::48067\n2::M::56::16::70072\n"


def write_latest(folder: Path, **changed: str | bytes | None) -> Path:
    """ml-latest, with files changed (`ratings=...`) or left out (`ratings=None`)."""
    files = {"movies.csv": MOVIES_CSV, "ratings.csv": RATINGS_CSV, "links.csv": LINKS_CSV}
    return _write(folder, files, {f"{name}.csv": text for name, text in changed.items()})


def write_1m(folder: Path, **changed: str | bytes | None) -> Path:
    files = {"movies.dat": MOVIES_DAT, "ratings.dat": RATINGS_DAT, "users.dat": USERS_DAT}
    return _write(folder, files, {f"{name}.dat": text for name, text in changed.items()})


def write_100k(folder: Path, **changed: str | bytes | None) -> Path:
    files = {"u.item": U_ITEM, "u.data": U_DATA, "u.user": U_USER}
    return _write(folder, files, {f"u.{name}": text for name, text in changed.items()})


def _write(folder: Path, files: dict[str, str], changed: dict[str, str | bytes | None]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    encoding = "utf-8" if "movies.csv" in files else "latin-1"
    for name, content in {**files, **changed}.items():
        if isinstance(content, str):
            content = content.encode(encoding)
        if content is not None:
            (folder / name).write_bytes(content)
    return folder


def zip_folder(folder: Path, target: Path, top: str = "") -> Path:
    """The files of a folder as a zip, below the folder `top` inside it."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, f"{top}{path.name}")
    return target
