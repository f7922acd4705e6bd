"""`recflix evaluate --page`: the corner of Home that is looked at first, on people held out."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from recflix_tui.commands.model.measuring import shown
from recflix_tui.commands.model.people.held_out import held_out
from recflix_tui.commands.model.people.report import asked_about
from recflix_tui.commands.shared.common import Args
from recflix_tui.model.ratings import ModelError

if TYPE_CHECKING:
    from recflix_tui.evaluation.page.comparison import PageFigures, PageMeasured, Share
    from recflix_tui.evaluation.people.protocol import People

WIDTH = 80
NAMES = {
    "top": "Top picks",
    "group": "a group they picked",
    "because": "Because you rated",
    "my_list": "My List",
    "watched": "Because you watched",
    "searched": "More like what you searched for",
    "hidden": "Hidden gems",
    "genre": "a genre",
    "crossing": "two genres at once or a genre of a decade",
    "like_you": "Popular with people like you",
    "decade": "a decade",
    "trending": "Trending now",
    "new": "New to the catalogue",
    "tonight": "Tonight",
    "different": "Something different",
    "not_sure": "Not sure about you",
    "rediscover": "Rediscover",
    "popular": "Popular",
}
"""The headings of Home's rows, by their kinds."""


def evaluate_page(args: Args) -> None:
    """Hold everybody out of training once, and look at the page that they are shown."""
    from recflix_tui.evaluation.page.comparison import PageComparison, data_of

    if args.model_version is not None or args.metrics is not None:
        flag = "model-version" if args.model_version is not None else "metrics"
        raise ModelError(f"--page has figures of its own; leave out --{flag}")
    asked, dataset, people, given, split = held_out(args)
    with shown(args) as line:
        line.started(asked.started(split))
        comparison = PageComparison(people, dataset, asked.settings, asked.seed)
        measured = comparison.measured(line)
    data = {
        "dataset": dataset.name,
        "split": split,
        "why": asked.choice.why,
        "people": measured.n_people,
        "page": data_of(measured.figures),
        "rows": measured.rows,
    }
    asked.end(args, line, data, (), report(dataset.name, given, people, measured))


def report(name: str, given: int, people: People, measured: PageMeasured) -> str:
    """The figures as text, at most 80 columns wide."""
    lines = [
        *asked_about(name, given, people),
        "",
        *textwrap.wrap(
            "of the 15 titles looked at first (three rows of five; the first 15 of a list):", WIDTH
        ),
        f"{'':<12}{'find one they liked':<25}liked ones among them",
        *(_line(each) for each in measured.figures),
        "",
        "beside the single list, in pairs:",
        *(_beside(each) for each in measured.figures if each.more is not None),
        "",
        *_kinds(measured),
        "",
        "in brackets: 95 % intervals, by resampling people",
    ]
    return "\n".join(lines)


def _kinds(measured: PageMeasured) -> list[str]:
    """Which kinds of row the people have among the first five."""
    n = max(measured.n_people, 1)
    kinds = [f"{NAMES.get(kind, kind)} {of / n:.0%}" for kind, of in measured.rows.items()]
    return textwrap.wrap(f"among their first five rows people have: {', '.join(kinds)}", WIDTH)


def _line(each: PageFigures) -> str:
    return f"{each.name:<12}{_share(each.finds):<25}{_share(each.found)}"


def _beside(each: PageFigures) -> str:
    assert each.more is not None
    assert each.more_found is not None
    return f"{each.name:<12}{_share(each.more, '+'):<25}{_share(each.more_found, '+')}"


def _share(one: Share, sign: str = "") -> str:
    low, high = one.within
    return f"{one.value:{sign}.3f} [{low:{sign}.3f} {high:{sign}.3f}]"
