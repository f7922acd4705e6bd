"""`recflix surprise`: one film for tonight."""

from __future__ import annotations

from typing import Any

from recflix_tui.commands.model.training import train_first
from recflix_tui.commands.shared.common import Args, open_ready, say, title_data
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.library.lookup import title_with_year
from recflix_tui.recommend.named_kind import genre_called
from recflix_tui.recommend.surprise.draw import Surprise
from recflix_tui.recommend.surprise.reason import Reason, reason_words
from recflix_tui.recommend.surprise.wanted import Daring, Wanted
from recflix_tui.text import one_in


def surprise(args: Args) -> None:
    with open_ready(args) as library:
        profile, dataset = library.profiles.find(args.profile), library.snapshot.need_dataset()
        train_first(library)
        typed, names = args.genre, dataset.genre_names
        genre = None if typed is None else genre_called(names, typed) or typed
        wanted = Wanted(genre, args.decade, args.at_most, Daring(args.daring))
        found, why = library.recommendations.surprise(profile.id, wanted, seed=args.seed)
        say(args, _data(found, why, dataset), "\n".join(_lines(found, why, dataset)))


def _data(found: Surprise, why: Reason, dataset: Dataset) -> dict[str, Any]:
    item, wanted, credits = found.item, found.wanted, dataset.credits
    return {
        **title_data(dataset, item),
        "year": dataset.year(item),
        "genres": list(dataset.genres(item)),
        "runtime": None if credits is None else credits.runtime(item),
        "directors": [] if credits is None else list(credits.directors(item)),
        "prediction": found.prediction,
        "uncertainty": found.uncertainty,
        "likes": found.likes,
        "rated_by": int(dataset.counts[item]),
        "reason": reason_words(why, dataset),
        "goes_by": why.goes_by.value,
        "because": [
            {**title_data(dataset, t.item), "rating": t.rating, "how": t.how, "share": t.share}
            for t in why.because
        ],
        "popular_share": why.popular_share,
        "place": found.place,
        "drawn_from": found.drawn_from,
        "wanted": {
            "genre": wanted.genre,
            "decade": wanted.decade,
            "at_most": wanted.at_most,
            "daring": wanted.daring.value,
        },
    }


def _lines(found: Surprise, why: Reason, dataset: Dataset) -> list[str]:
    item, credits = found.item, dataset.credits
    runtime = None if credits is None else credits.runtime(item)
    about = [*dataset.genres(item), *([] if runtime is None else [f"{runtime} min"])]
    directors = () if credits is None else credits.directors(item)
    about += [f"directed by {', '.join(directors)}"] if directors else []
    lines = [title_with_year(dataset, item), " · ".join(about), _expected(found)]
    return [*(line for line in lines if line), reason_words(why, dataset)]


def _expected(found: Surprise) -> str:
    """What it is expected to be given, and how sure that is; empty without a model."""
    if found.prediction is None:
        return ""
    sure = "" if found.uncertainty is None else f" ±{found.uncertainty:.2f}"
    likes = "" if found.likes is None else f" · a chance of {one_in(found.likes)} that you like it"
    return f"{found.prediction:.2f}{sure} stars to expect{likes}"
