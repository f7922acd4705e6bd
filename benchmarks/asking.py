"""`python -m benchmarks.asking`: which title to ask a new person about, by what the answers gain.

People are held out of training in five folds, each once. Of each person's ratings a half, drawn at
random, can be answered; any other title was "not seen". After ten and after forty questions the
error on the other half is measured for each person: the mean of these RMSEs, and the difference to
`variance x P(seen)` in pairs, with its 95 % interval over people.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np

from benchmarks.folds import indexed, titles_beside
from benchmarks.rating_forms import forms
from recflix_tui.kernels.arrays import Doubles, Longs
from recflix_tui.model.choice import ChoiceModel
from recflix_tui.model.factors import FactorModel
from recflix_tui.model.ratings import Ratings
from recflix_tui.paths import sample_data
from recflix_tui.recommend.asking.elicit import CANDIDATES, seen_by, worth_asking
from recflix_tui.solvers.all_solvers import settings_for
from recflix_tui.solvers.fitting import fit
from recflix_tui.solvers.items.fit_choice import fit_choice
from recflix_tui.solvers.settings import SolverSettings

FOLDS = 5
ASKED = (10, 40)
OURS = "variance x P(seen)"
DRAWS = 16  # of the Gibbs model: a fourth of the app's, for speed


@dataclass(frozen=True)
class Known:
    """What is known before a question is chosen."""

    model: FactorModel
    """What predicts stars, trained on other people."""
    choice: ChoiceModel
    """What predicts picks, trained on other people."""
    counts: Longs
    """How many of them rated each title, (n_items,)."""
    people: int
    """How many of them there are."""
    entropy: Doubles
    """Entropy0 of each title, (n_items,): of its stars, "not rated" one of them (Rashid et al.,
    "Learning preferences of new users in recommender systems", 2008)."""
    chance: np.random.Generator
    """What is random in the choice."""
    candidates: Longs = field(init=False)
    """The titles that may be asked about, (m,): the best known."""

    def __post_init__(self) -> None:
        best = np.argsort(-self.counts, kind="stable")[:CANDIDATES]
        object.__setattr__(self, "candidates", best)

    @cached_property
    def share(self) -> Doubles:
        """The share of people who rated each candidate, (m,)."""
        return np.asarray(self.counts[self.candidates] / self.people)

    def seen(self, answers: dict[int, float]) -> Doubles:
        """How likely somebody who gave these answers has seen each candidate, (m,)."""
        items = np.fromiter(answers, np.int32, len(answers))
        scores = self.choice.score_all(items, np.fromiter(answers.values(), np.float32))
        return np.asarray(seen_by(self.share, scores[self.candidates]), np.float64)


Worth = Callable[[Known, dict[int, float]], Doubles]


def _leverage(known: Known, answers: dict[int, float]) -> Doubles:
    return known.model.leverage(np.fromiter(answers, np.int32, len(answers)), known.candidates)


def _ours(known: Known, answers: dict[int, float]) -> Doubles:
    rated = np.fromiter(answers, np.int32, len(answers))
    worth = worth_asking(known.seen(answers), known.candidates, rated, known.model)
    return np.asarray(worth, np.float64)


WAYS: dict[str, Worth] = {
    "random": lambda known, answers: known.chance.random(len(known.candidates)),
    "popular": lambda known, answers: known.share,
    "entropy0": lambda known, answers: known.entropy[known.candidates],
    "variance alone": _leverage,
    "variance x ratings^.75": lambda k, answers: k.share**0.75 * _leverage(k, answers),
    "variance x share who rated it": lambda k, answers: k.share * _leverage(k, answers),
    "P(seen) alone": lambda known, answers: known.seen(answers),
    OURS: _ours,
}


def ask(known: Known, worth: Worth, answerable: dict[int, float], n: int) -> list[dict[int, float]]:
    """Ask `n` questions; the answers after each. answerable: item -> stars of what was seen."""
    answers: dict[int, float] = {}
    after: list[dict[int, float]] = []
    left = np.ones(len(known.candidates), np.bool_)
    worths: Doubles | None = None
    for _ in range(min(n, len(left))):
        if worths is None:
            worths = worth(known, answers)
        at = int(np.argmax(np.where(left, worths, -np.inf)))
        left[at] = False
        item = int(known.candidates[at])
        if item in answerable:
            answers = {**answers, item: answerable[item]}
            worths = None
        after.append(answers)
    return after


def error(model: FactorModel, answers: dict[int, float], items: Longs, stars: Doubles) -> float:
    """RMSE of the predictions after some answers, in stars; items, stars: (n,)."""
    rated = np.fromiter(answers, np.int32, len(answers))
    fold = model.fold_in(rated, np.fromiter(answers.values(), np.float32, len(answers)))
    held = np.clip(model.score_all(fold)[items], model.low, model.high)
    return float(np.sqrt(np.mean((held - stars) ** 2)))


def known_from(ratings: Ratings, settings: SolverSettings, seed: int) -> Known:
    """Train both models on the ratings of some people; settings: of the one that predicts stars."""
    counts = np.bincount(ratings.items, minlength=ratings.n_items)
    people = len(np.unique(ratings.users))
    values, kind = np.unique(ratings.stars, return_inverse=True)
    each = np.zeros((ratings.n_items, len(values) + 1))
    np.add.at(each, (ratings.items, kind), 1)
    each[:, -1] = people - counts
    share = each / people
    entropy = -np.sum(share * np.log(np.where(share > 0, share, 1)), axis=1)
    model, chance = fit(ratings, settings).model, np.random.default_rng(seed)
    return Known(model, fit_choice(ratings).model, counts, people, entropy, chance)


def measure(
    ratings: Ratings, settings: SolverSettings, step: int = 1
) -> tuple[dict[str, Doubles], dict[str, Doubles]]:
    """Of each way, the errors (people, len(ASKED)), and how many questions were answered.

    step: every so many people of a fold are asked. "none asked" has the errors before all.
    """
    fold_of = np.random.default_rng(0).permutation(ratings.n_users) % FOLDS
    errors: dict[str, list[list[float]]] = {"none asked": [], **{way: [] for way in WAYS}}
    answered: dict[str, list[list[int]]] = {way: [] for way in WAYS}
    for n in range(FOLDS):
        print(f"fold {n + 1} of {FOLDS}", file=sys.stderr, flush=True)
        known = known_from(ratings.part(fold_of[ratings.users] != n), settings, n)
        people = np.flatnonzero(fold_of == n)[::step]
        for person, places in zip(people, ratings.places_of(people), strict=True):
            mixed = np.random.default_rng(int(person)).permutation(places)
            can, test = mixed[: len(mixed) // 2], mixed[len(mixed) // 2 :]
            answerable = dict(
                zip(ratings.items[can].tolist(), ratings.stars[can].tolist(), strict=True)
            )
            items, stars = ratings.items[test].astype(np.int64), ratings.stars[test].astype(float)
            if not len(items):
                continue
            errors["none asked"].append([error(known.model, {}, items, stars)] * len(ASKED))
            for way, worth in WAYS.items():
                after = ask(known, worth, answerable, max(ASKED))
                told = [after[min(count, len(after)) - 1] for count in ASKED]
                errors[way].append([error(known.model, answers, items, stars) for answers in told])
                answered[way].append([len(answers) for answers in told])
    return (
        {way: np.array(found) for way, found in errors.items()},
        {way: np.array(found, np.float64) for way, found in answered.items()},
    )


def table(errors: dict[str, Doubles], answered: dict[str, Doubles]) -> list[str]:
    """Lines of Markdown: the mean error after each number of questions, and the answers."""
    heads = " | ".join(f"after {n} | answered | to ours" for n in ASKED)
    lines = [f"| asked about by | {heads} |", "| --- |" + " ---: |" * (3 * len(ASKED))]
    for way, found in errors.items():
        cells = []
        for place in range(len(ASKED)):
            apart = found[:, place] - errors[OURS][:, place]
            about = 1.96 * apart.std(ddof=1) / len(apart) ** 0.5
            count = f"{answered[way][:, place].mean():.1f}" if way in answered else ""
            to_ours = "" if way == OURS else f"{apart.mean():+.4f} ± {about:.4f}"
            cells.append(f"{found[:, place].mean():.4f} | {count} | {to_ours}")
        lines.append(f"| {way} | " + " | ".join(cells) + " |")
    return [*lines, "", f"{len(errors[OURS])} people, each held out once."]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.asking", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=sample_data() / "ratings.csv")
    parser.add_argument("--step", type=int, default=1, help="ask every so many people")
    asked = parser.parse_args()
    ratings = indexed(forms(asked.file)["whole"], titles_beside(asked.file))
    print(*table(*measure(ratings, settings_for("gibbs", draws=DRAWS), asked.step)), sep="\n")


if __name__ == "__main__":
    main()
