"""`recflix explain`: what moved a title's stars, and what brought it here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from recflix_tui.commands.explain.trying import changes_of, what_if_data, what_if_words
from recflix_tui.commands.model.training import train_first
from recflix_tui.commands.ratings import item_named
from recflix_tui.commands.shared.common import Args, open_ready, say, table, title_data
from recflix_tui.commands.shared.screen_size import screen_of
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.library.lookup import title_with_year
from recflix_tui.recommend.reasons.explain import Contribution, Explanation, in_hundredths
from recflix_tui.recommend.reasons.explain_pick import Brought, PickExplanation
from recflix_tui.text import counted, one_in

Row = tuple[str, str, str]


def explain(args: Args) -> None:
    with open_ready(args) as library:
        profile, dataset = library.profiles.find(args.profile), library.snapshot.need_dataset()
        item = item_named(args, dataset)
        train_first(library)
        library.snapshot.need_model()
        why = library.recommendations.why(profile.id, item)
        pick = library.recommendations.why_picked(profile.id, item)
        assert why is not None
        data = {
            **title_data(dataset, item),
            "prediction": why.prediction,
            "baseline": why.baseline,
            "scale_effect": why.scale_effect,
            "shown": why.shown,
            "contributions": _contributions(dataset, why.contributions),
            "choice": None if pick is None else _choice(dataset, pick),
        }
        doubt = library.recommendations.facts(profile.id, item).uncertainty
        told = table(_star_rows(dataset, why, doubt))
        if pick is not None:
            told += f"\n\n{table(_pick_rows(dataset, pick))}"
        changes = changes_of(args, library, profile.id)
        if changes.count:
            tried = library.what_if.ask(profile.id, changes, item, screen_of(args.size))
            data["what_if"] = what_if_data(dataset, tried)
            told += f"\n\n{what_if_words(dataset, tried)}"
        say(args, data, told)


def _contributions(
    dataset: Dataset, contributions: Sequence[Contribution | Brought]
) -> list[dict[str, Any]]:
    return [
        {**title_data(dataset, c.item), "rating": c.rating, "effect": c.effect}
        for c in contributions
    ]


def _brought(dataset: Dataset, contributions: Sequence[Brought]) -> list[dict[str, Any]]:
    each = zip(_contributions(dataset, contributions), contributions, strict=True)
    return [{**data, "how": c.how, "signal": c.signal} for data, c in each]


def _choice(dataset: Dataset, pick: PickExplanation) -> dict[str, Any]:
    return {
        "score": pick.score,
        "popularity": pick.popularity,
        "probability": pick.probability,
        "match": pick.match,
        "by_content": pick.by_content,
        "contributions": _brought(dataset, pick.contributions),
        "signals": [
            {"name": effect.name, "label": effect.label, "factor": effect.factor}
            for effect in pick.signals
        ],
    }


def _star_rows(dataset: Dataset, why: Explanation, doubt: float | None) -> list[Row]:
    """What moved the title's stars; doubt: the standard deviation of the prediction, in stars."""
    effects = (c.effect for c in why.contributions)
    baseline, scale, *moved = in_hundredths([why.baseline, why.scale_effect, *effects], why.shown)
    total = f"{why.shown:.2f}" + ("" if doubt is None else f" ±{doubt:.2f}")
    rows = [(total, "", title_with_year(dataset, why.item))]
    rows += [(f"{baseline / 100:.2f}", "", "baseline: what the model predicts for anyone")]
    rows += _effect_rows(dataset, why.contributions, moved)
    if scale:
        rows += [(f"{scale / 100:+.2f}", "", "the scale: no rating is beyond its ends")]
    return rows


def _effect_rows(
    dataset: Dataset, contributions: Sequence[Contribution], moved: Sequence[int]
) -> list[Row]:
    """A line for each rating by what it moved in hundredths (n,), as these are shown: the most
    first, and those that moved none in one line."""
    each = sorted(zip(contributions, moved, strict=True), key=lambda pair: -abs(pair[1]))
    rows = [
        (f"{effect / 100:+.2f}", f"{c.rating:g}", title_with_year(dataset, c.item))
        for c, effect in each
        if effect
    ]
    few = len(contributions) - len(rows)
    return [*rows, ("+0.00", "", f"{counted(few, 'more rating')}")] if few else rows


def _pick_rows(dataset: Dataset, pick: PickExplanation) -> list[Row]:
    """How likely the title is picked, and what brought it here, in hundredths of all that speaks
    for it: the most first, and the titles of less than one in one line; then by what the signals
    of titles multiply what it is worth."""
    rows = [(one_in(pick.probability), "", "that it is among the next 20 that you pick")]
    if pick.by_content:
        rows += [("", "", "nobody rated it: titles of its genres and years speak for it")]
    shown = [title for title in pick.titles if title.share]
    rows += [(f"{t.share} %", t.how, title_with_year(dataset, t.item)) for t in shown]
    rows += [(f"{pick.popular_share} %", "", "of its chance is how popular it is")]
    few = len(pick.titles) - len(shown)
    if few:
        rows += [("0 %", "", counted(few, "more title"))]
    factors = [(f"×{effect.factor:.2f}", "", effect.label) for effect in pick.signals]
    return rows + [row for row in factors if row[0] != "×1.00"]
