"""`python -m benchmarks.side_gains`: what each side input gains, by RMSE on the same folds.

For `gibbs` and `sgd`: with none, with each alone, with all, and with all but each, on the folds
of benchmarks.accuracy, the solver's other settings its defaults.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from benchmarks.accuracy import Entry, Measured, measure, tell_aside
from benchmarks.folds import indexed, on_disk, titles_beside
from benchmarks.rating_forms import FOLDS, forms
from recflix_tui.evaluation.train_and_test import used_sides
from recflix_tui.model.ratings import Ratings
from recflix_tui.paths import sample_data
from recflix_tui.solvers.all_solvers import SOLVERS, settings_for
from recflix_tui.solvers.settings import available_cores

_CONTENDERS = {"gibbs": "Gibbs", "sgd": "Sgd"}
NONE, ALL = "none", "all"


def choices(solver: str, ratings: Ratings) -> dict[str, tuple[str, ...]]:
    """The sets of side inputs to compare, by name, of those that the ratings bring."""
    usable = SOLVERS[solver].sides
    known = used_sides(ratings, settings_for(solver, side=usable))
    out: dict[str, tuple[str, ...]] = {NONE: ()}
    out |= {f"{name} alone": (name,) for name in known}
    if len(known) > 1:
        out[ALL] = known
        out |= {f"all but {name}": tuple(n for n in known if n != name) for name in known}
    return out


def table(found: dict[str, dict[str, list[Measured]]], n_folds: int) -> list[str]:
    """Lines of Markdown: of each form the mean RMSE, and how far below that with none it is.

    found: by form, then by choice.
    """
    names = list(found)
    lines = [
        "| side inputs | " + " | ".join(f"{name} | gain" for name in names) + " | s a fold |",
        "| --- |" + " ---: |" * (2 * len(names) + 1),
    ]
    for choice in found[names[0]]:
        cells = []
        for name in names:
            here, none = (_mean(found[name][c]) for c in (choice, NONE))
            cells += [f"{here:.4f}", "" if choice == NONE else f"{none - here:+.4f}"]
        seconds = np.median([m.seconds for name in names for m in found[name][choice]])
        lines.append(f"| {choice} | " + " | ".join(cells) + f" | {seconds:#.3g} |")
    return [*lines, "", f"Mean RMSE over {n_folds} folds; gain: over none, in stars."]


def _mean(measured: list[Measured]) -> float:
    return float(np.mean([m.rmse for m in measured]))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.side_gains", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=sample_data() / "ratings.csv")
    parser.add_argument("--titles", type=Path, help="default: the titles beside the file")
    parser.add_argument("--folds", type=int, default=FOLDS, choices=range(1, FOLDS + 1))
    parser.add_argument("--forms", nargs="+", default=["whole", "dense", "noisy"])
    parser.add_argument("--solvers", nargs="+", default=list(_CONTENDERS), choices=_CONTENDERS)
    parser.add_argument("--threads", type=int, default=available_cores())
    asked = parser.parse_args()
    titles = asked.titles or titles_beside(asked.file)
    data = forms(asked.file)
    if missing := set(asked.forms) - set(data):
        parser.error(f"--forms: there is no {min(missing)!r}; give some of {','.join(data)}")
    for solver in asked.solvers:
        found = {}
        for form in asked.forms:
            entries = {
                name: Entry(f"{solver}, {form}, {name}", _CONTENDERS[solver], 0, {"side": side})
                for name, side in choices(solver, indexed(data[form], titles)).items()
            }
            with on_disk(data[form], titles, asked.folds) as folders:
                found[form], failed = measure(entries, folders, asked.threads, tell_aside)
            if failed:
                raise SystemExit(f"{min(failed)}: {failed[min(failed)]}")
        tell_aside("")
        print(f"\n### {solver}\n")
        print(*table(found, asked.folds), sep="\n", flush=True)


if __name__ == "__main__":
    main()
