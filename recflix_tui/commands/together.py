"""`recflix together`: what several profiles may watch together, and what each would say of it."""

from __future__ import annotations

from typing import Any

from recflix_tui.commands.model.training import train_first
from recflix_tui.commands.shared.common import Args, open_ready, say, table, title_data
from recflix_tui.library.lookup import title_with_year
from recflix_tui.library.together import Ground, Opinion, TogetherRow, TogetherView
from recflix_tui.recommend.together.company import NOTHING_NEW


def together(args: Args) -> None:
    with open_ready(args) as library:
        ids = [library.profiles.find(name).id for name in args.profiles]
        library.together.check(ids)
        train_first(library)
        view = library.together.rows(ids, args.n)
        names = [member.name for member in view.company.members]
        data = {"profiles": names, "rows": [_row_data(view, row) for row in view.rows]}
        text = "\n\n".join(_row_text(view, row) for row in view.rows)
        say(args, data, text or NOTHING_NEW)


def _row_data(view: TogetherView, row: TogetherRow) -> dict[str, Any]:
    served, names = view.satisfaction(row), [member.name for member in view.company.members]
    return {
        "key": row.key,
        "title": row.title,
        "reason": row.reason,
        "satisfaction": None if served is None else dict(zip(names, served, strict=True)),
        "titles": [_title_data(view, item) for item in row.items],
    }


def _title_data(view: TogetherView, item: int) -> dict[str, Any]:
    dataset, said = view.dataset, view.opinions(item)
    grounds = view.grounds(item)
    return {
        **title_data(dataset, item),
        "year": dataset.year(item),
        "genres": list(dataset.genres(item)),
        "reason": " · ".join(opinion.sentence for opinion in said),
        "people": [_person_data(view, *each) for each in zip(said, grounds, strict=True)],
    }


def _person_data(view: TogetherView, said: Opinion, ground: Ground | None) -> dict[str, Any]:
    by = None
    if ground is not None:
        by = {**title_data(view.dataset, ground.item), "how": ground.how}
    return {
        "profile": said.name,
        "says": said.says.value,
        "words": said.sentence,
        "prediction": said.stars,
        "uncertainty": said.doubt,
        "rating": said.rating,
        "because_of": by,
    }


def _row_text(view: TogetherView, row: TogetherRow) -> str:
    titles = [
        (
            f"  {title_with_year(view.dataset, item)}",
            " · ".join(opinion.sentence for opinion in view.opinions(item)),
        )
        for item in row.items
    ]
    return f"{row.title}: {row.reason}\n{table(titles)}"
