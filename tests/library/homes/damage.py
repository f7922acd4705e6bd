"""Damage to the files of a home, drawn from a seed, and what a home says and answers under it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from recflix_tui.errors import RecflixError
from recflix_tui.library.library import Library
from recflix_tui.training.training_set import training_ratings
from recflix_tui.versions.registry import Registry
from tests.examples.app_home import hand_made_model

Draw = random.Random
LONGEST_LINE = 500


def furnish(home: Path, source: Path) -> int:
    """Fill a home: a dataset in use and a spare one, two models, tuned settings, a person who
    rated. Returns the person's profile id."""
    library = Library.open(home, clock=lambda: 1e9)
    library.datasets.add(source, "ml")
    library.datasets.add(source, "spare")
    dataset = library.snapshot.need_dataset()
    registry = Registry(library.paths.models, "ml", clock=lambda: 1e9)
    for mu in (3.0, 3.5):
        registry.save(
            hand_made_model(dataset.n_users, dataset.n_items, mu),
            solver="sgd",
            settings={"factors": 2, "side": ["genres"], "rate": 0.03},
            metrics={"holdout_rmse": 0.9, "epochs": 3, "n_ratings": 10, "train_seconds": 1.5},
            fingerprint=dataset.fingerprint,
        )
    tuned = {"format": 1, "fingerprint": dataset.fingerprint, "solvers": {"gibbs": {}}}
    (registry.folder / "tuned.json").write_text(json.dumps(tuned))
    ada = library.profiles.add("Ada").id
    for item in range(4):
        library.profiles.rate(ada, item, 4.0)
    library.close()
    return ada


def kept_files(home: Path) -> list[Path]:
    """The files of datasets and models, but for locks."""
    found = [*(home / "datasets" / "ml").rglob("*"), *(home / "models").rglob("*")]
    return sorted(path for path in found if path.is_file() and path.name != ".lock")


def damages(path: Path, draw: Draw, n: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """n kinds of damage to a file, each with its name; each starts from the file as it is."""
    content = path.read_bytes()
    kinds = [_flip, _flip, _cut, _replace, _swap, _header]
    yield "lost", path.unlink
    for _ in range(n):
        kind = draw.choice(kinds)
        spoilt = kind(content, draw)
        yield f"{kind.__name__} {spoilt[:60]!r}", partial(path.write_bytes, spoilt)


def _flip(content: bytes, draw: Draw) -> bytes:
    spoilt = bytearray(content or b"0")
    for _ in range(draw.choice([1, 1, 3, 20])):
        spoilt[draw.randrange(len(spoilt))] ^= 1 << draw.randrange(8)
    return bytes(spoilt)


def _cut(content: bytes, draw: Draw) -> bytes:
    at = draw.randrange(len(content) + 1)
    return content[:at] if draw.random() < 0.7 else content + content[:at] + b"x"


def _replace(content: bytes, draw: Draw) -> bytes:
    others = [
        b"",
        b"[" * 100_000,
        b"null",
        b"[]",
        b"{}",
        b'"text"',
        b"\xff\xfe",
        bytes(len(content)),
    ]
    return draw.choice(others)


def _swap(content: bytes, draw: Draw) -> bytes:
    """Another number, word or sign in place of one."""
    words = [b"-1", b"1e999", b"NaN", b"null", b"[", b"{}", b'"', b"9" * 5000, b"\x1b[31m", b"\xff"]
    at = draw.randrange(len(content) + 1)
    word = draw.choice(words)
    return content[:at] + word + content[at + len(word) :]


def _header(content: bytes, draw: Draw) -> bytes:
    """Something else in the first bytes of an array."""
    at = draw.randrange(min(len(content), 128) or 1)
    return content[:at] + bytes([draw.randrange(256)]) + content[at + 1 :]


@dataclass(frozen=True)
class Answers:
    """What a home said and answered."""

    lines: tuple[str, ...]
    """The errors, as a person reads them."""
    answers: dict[str, Any]
    """What was answered, by what was asked."""


def ask(home: Path, profile: int) -> Answers:
    """Open a home and ask it for most of what there is; anything but a RecflixError is raised."""
    library = Library.open(home, clock=lambda: 1e9)
    lines: list[str] = []
    answers: dict[str, Any] = {}
    snapshot = library.snapshot
    lines += filter(None, (snapshot.dataset_problem, snapshot.model_problem))
    questions: dict[str, Callable[[], Any]] = {
        "picks": lambda: library.recommendations.top_picks(profile, 5),
        "home": lambda: [row.title for row in library.recommendations.home(profile).rows],
        "titles": lambda: [_title(library, i) for i in range(snapshot.need_dataset().n_items)],
        "search": lambda: snapshot.need_dataset().search.find("fil 1").tolist(),
        "why": lambda: library.recommendations.why(profile, 7),
        "ratings": lambda: len(training_ratings(snapshot.need_dataset(), ()).stars),
        "datasets": lambda: [(d.name, d.n_items, d.damage) for d in library.datasets.listed()],
        "versions": lambda: [(v.version, v.metrics, v.damage) for v in library.models.versions()],
        "beside": library.models.beside_active,
        "curves": lambda: library.models.curves(2),
        "tuned": lambda: library.models.tuned(_gibbs()),
    }
    try:
        for name, question in questions.items():
            try:
                answers[name] = question()
            except RecflixError as error:
                lines.append(str(error))
    finally:
        library.close()
    lines += [d[2] for d in answers.get("datasets", []) + answers.get("versions", []) if d[2]]
    return Answers(tuple(lines), answers)


def _gibbs() -> Any:
    from recflix_tui.solvers.all_solvers import settings_for

    return settings_for("gibbs")


def _title(library: Library, item: int) -> Any:
    dataset = library.snapshot.need_dataset()
    mean = float(dataset.means[item])
    plain = dataset.title(item), dataset.year(item), dataset.genres(item), dataset.imdb_id(item)
    return *plain, mean == mean and mean, dataset.histogram(item)


def is_whole(home: Path) -> bool:
    """Whether a check of the dataset finds every byte as it was written."""
    library = Library.open(home, clock=lambda: 1e9)
    try:
        library.datasets.check("ml")
    except RecflixError:
        return False
    finally:
        library.close()
    return True
