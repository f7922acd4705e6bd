"""`recflix rate` and `recommend`."""

from __future__ import annotations

import sys

from recflix_tui.commands.model.training import train_first
from recflix_tui.commands.shared.common import Args, open_ready, say, table, title_data
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.library.lookup import find_item, item_of, title_told_apart, title_with_year
from recflix_tui.library.views import LeftOut
from recflix_tui.recommend.reasons.explain_pick import match_of
from recflix_tui.text import counted


def rate(args: Args) -> None:
    with open_ready(args) as library:
        profile, dataset = library.profiles.find(args.profile), library.snapshot.need_dataset()
        item = item_named(args, dataset)
        if args.stars == 0:
            library.profiles.clear_rating(profile.id, item)
        else:
            library.profiles.rate(profile.id, item, args.stars)
        stars = args.stars or None
        data = {"profile": profile.name, **title_data(dataset, item), "rating": stars}
        title = title_told_apart(dataset, item)
        said = f"rated {title} {stars:g}" if stars else f"{title} cleared"
        say(args, data, f"{profile.name}: {said}")


def recommend(args: Args) -> None:
    with open_ready(args) as library:
        profile, dataset = library.profiles.find(args.profile), library.snapshot.need_dataset()
        train_first(library)
        items = library.recommendations.top_picks(profile.id, args.n, args.min_ratings)
        taste = library.recommendations.taste(profile.id)
        data = [
            {
                **title_data(dataset, item),
                "year": dataset.year(item),
                "genres": list(dataset.genres(item)),
                "prediction": taste.prediction(item),
                "uncertainty": taste.uncertainty(item),
                "probability": None if taste.picks is None else float(taste.picks[item]),
                "match": match_of(taste, item),
            }
            for item in items
        ]
        rows = [
            (
                f"{taste.prediction(item):.2f} ±{taste.uncertainty(item):.2f}",
                str(dataset.movie_ids[item]),
                title_with_year(dataset, item),
            )
            for item in items
        ]
        if rows or args.json:
            say(args, data, table(rows))
        if len(rows) < args.n:
            left_out = library.recommendations.left_out(profile.id, args.min_ratings)
            print(f"recflix: {shortfall_words(len(rows), left_out)}", file=sys.stderr)


def shortfall_words(n_found: int, left_out: LeftOut) -> str:
    """Why there are not as many titles as were asked for."""
    said = f"only {counted(n_found, 'title')}" if n_found else "nothing to recommend"
    if left_out.too_few:
        lower = " (--min-ratings 1 lists them)" if left_out.floor > 1 else ""
        few = f"{left_out.too_few:,} more have fewer than {left_out.floor} ratings"
        return f"{said}: {few}, too few to go by{lower}"
    if left_out.unrated:
        many = left_out.unrated > 1
        left = f"{left_out.unrated:,} that are" if many else "one that is"
        return f"{said}: nobody rated the {left} left"
    if left_out.answered:
        return f"{said}: all others are rated, watched or refused"
    return f"{said}: there are no others"


def item_named(args: Args, dataset: Dataset) -> int:
    """The title that a command is about, by its name or its id."""
    if args.title is not None:
        return find_item(dataset, args.title)
    return item_of(dataset, args.movie_id)
