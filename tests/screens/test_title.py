from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.library.views import Mark
from recflix_tui.recommend.reasons.explain import Contribution, Explanation
from recflix_tui.recommend.reasons.explain_pick import Brought, PickExplanation, SignalEffect
from recflix_tui.screens.frame.why import RATE_OR_BRING, why_of
from recflix_tui.screens.home import HomeScreen
from recflix_tui.screens.title import alike_words, reasons_words
from recflix_tui.screens.title_page import popular_words, shown_reasons
from recflix_tui.text import one_in
from recflix_tui.widgets.pictures.figures import two_digits
from recflix_tui.widgets.titles.lists import PickBars, WhyBars
from tests.drivers.app_driver import SMALL, WIDE
from tests.drivers.imdb_files import credits_with
from tests.drivers.title_driver import TitleDriver
from tests.examples.app_home import RATED, save_model
from tests.examples.random_choices import random_choice


async def test_it_tells_what_is_known_of_a_title(app: RecflixApp) -> None:
    async with TitleDriver.of(app, 2) as title:
        assert title.words("name") == "Film 2"
        assert title.words("facts") == "1952 · Noir · Sci-Fi"
        assert "ratings" in title.words("crowd")
        assert title.words("own") == "yours  not rated"
        assert "±" in title.words("predicted")
        assert "━" in title.words("predicted")


async def test_who_made_a_title_and_how_long_it_is_are_told_where_known(
    app: RecflixApp, library: Library
) -> None:
    dataset = library.snapshot.need_dataset()
    cast = ["[b]Bold[/b] Actor", *(f"Somebody With A Long Name {n}" for n in range(9))]
    dataset.credits = credits_with(dataset.n_items, 2, ["Ana Ö", "Bo"], cast, 116)
    async with TitleDriver.of(app, 2) as title:
        assert title.words("facts") == "1952 · Noir · Sci-Fi · 1 h 56"
        assert title.words("made").startswith("directed by Ana Ö, Bo · with [b]Bold[/b] Actor, S")
        assert len(title.words("made")) <= SMALL[0] - 4
        assert title.region("verdict").y == title.region("made").y + 2
        assert title.region("verdict").bottom == title.region("head").bottom
        await title.show(3)
        assert title.words("facts") == "1953 · Comedy · Noir"
        assert title.region("made").height == 0


async def test_the_effects_of_the_ratings_add_up_to_the_prediction(
    app: RecflixApp, library: Library
) -> None:
    async with TitleDriver.of(app, 2, why=True) as title:
        assert title.is_in_reasons
        assert title.reasons
        assert set(title.reasons) <= set(RATED)
        assert app.profile_id is not None
        why = library.recommendations.why(app.profile_id, 2)
        assert why is not None
        assert f"baseline {two_digits(why.baseline)}" in title.words("reasons")
        assert f"= {two_digits(why.shown)}" in title.words("reasons")
        bars = "\n".join(title.lines_of(WhyBars))
        assert "+" in bars
        assert "−" in bars
        assert "│" in bars


def test_what_adds_up_to_a_hundred_is_said_where_some_speaks_against_a_title() -> None:
    brought = [Brought(1, 5.0, 3.0), Brought(2, 1.0, -1.0), Brought(3, 4.0, 2.0)]
    pick = PickExplanation(7, 4.0, 5.0, 0.1, 90, False, tuple(brought))
    assert (pick.popular_share, pick.shares) == (50, (30, -10, 20))
    said = popular_words(pick)
    popular = "50 % of its chance is how popular it is"
    assert said[0] == f"{popular} · what is for it makes 100 %, − is against it"
    assert said[-1] == popular
    alone = replace(pick, contributions=(brought[0], brought[2]))
    assert popular_words(alone) == [popular]
    assert popular_words(replace(pick, contributions=())) == [
        "all of its chance is how popular it is"
    ]


def test_where_the_signals_have_no_room_the_strongest_are_named() -> None:
    labels = ("people like you", "trending", "known or new")
    effects = tuple(SignalEffect(label, label, 1.4 - n / 10) for n, label in enumerate(labels))
    none = SignalEffect("session", "this session", 1.001)
    pick = PickExplanation(7, 4.0, 5.0, 0.1, 90, False, (), (*effects, none))
    said = popular_words(pick)
    assert said[0].endswith("people like you ×1.40 · trending ×1.30 · known or new ×1.20")
    assert said[1].endswith("people like you ×1.40 · trending ×1.30 and 1 more")
    assert said[2].endswith("people like you ×1.40 and 2 more")
    assert [len(words) for words in said] == sorted((len(words) for words in said), reverse=True)


def test_a_title_that_speaks_in_several_ways_is_told_once_with_their_sum() -> None:
    brought = [
        Brought(1, None, 3.0, "on My List, opened", "interactions"),
        Brought(2, None, 2.5, "opened this session", "session"),
        Brought(1, None, 1.0, "opened this session", "session"),
        Brought(3, 4.0, 3.5, "rated 4", "ratings"),
    ]
    pick = PickExplanation(7, 10.0, 0.0, 0.1, 90, False, tuple(brought))
    told = [(title.item, title.share, title.how) for title in pick.titles]
    assert told == [
        (1, 40, "on My List, opened, this session"),
        (3, 35, "rated 4"),
        (2, 25, "opened this session"),
    ]
    assert pick.titles[1].rating == 4.0
    assert sum(title.share for title in pick.titles) + pick.popular_share == 100


@pytest.mark.parametrize("stars", [5.0, 1.0])
async def test_the_scale_is_explained_where_it_bends_the_sum(
    app: RecflixApp, library: Library, stars: float
) -> None:
    ada = library.profiles.find("Ada").id
    for item in RATED:
        library.profiles.rate(ada, item, stars)
    why = library.recommendations.why(ada, 2)
    assert why is not None
    bends = two_digits(why.prediction) != two_digits(why.shown)
    async with TitleDriver.of(app, 2, size=WIDE) as title:
        assert ("within 0.5 to 5" in title.words("meaning")) == bends
        assert ("scale" in title.words("reasons")) == bends
        assert title.words("meaning").startswith("baseline: ")


@pytest.fixture
def picking(library: Library) -> Library:
    """The furnished home with a model that knows what people pick."""
    n_items = library.snapshot.need_dataset().n_items
    save_model(library, choice=random_choice(n_items, n_neighbours=n_items))
    library.session.refresh()
    return library


@pytest.mark.parametrize("size", [(70, 16), SMALL, WIDE])
async def test_it_says_which_ratings_brought_it_here_beside_what_moved_its_stars(
    size: tuple[int, int], app: RecflixApp, picking: Library
) -> None:
    async with TitleDriver.of(app, 2, size=size) as title:
        assert app.profile_id is not None
        pick = picking.recommendations.why_picked(app.profile_id, 2)
        assert pick is not None
        each = zip(pick.contributions, pick.shares, strict=True)
        assert title.brought_by == [c.item for c, share in each if share]
        said = title.words("brought")
        assert f"{one_in(pick.probability)} " in said
        assert "your next 20 picks" in said or "that you pick it" in said
        assert title.reasons
        bars = title.lines_of(PickBars)
        assert bars[0].split("%")[0].split()[-1] == str(pick.shares[0])
        assert len(bars) >= 2
        popular = title.words("popular")
        assert "popular" in popular
        assert popular.startswith(f"{pick.popular_share} %")
        for_it = [share for share in pick.shares if share > 0]
        assert pick.popular_share + sum(for_it) == 100
        if size != (70, 16):
            assert ("− is against it" in popular) == any(share < 0 for share in pick.shares)
        assert any("baseline" in line or "without any ratings" in line for line in title.lines)


async def test_from_what_brought_it_here_one_goes_down_to_what_moved_its_stars(
    app: RecflixApp, picking: Library
) -> None:
    async with TitleDriver.of(app, 2, why=True) as title:
        assert title.is_in_reasons
        await title.press("up")
        assert title.is_in_brought_by
        assert title.focus == 2
        await title.press("end", "down")
        assert title.is_in_reasons
        await title.press("up", "home", "enter")
        assert title.item in RATED


async def test_a_rated_title_says_what_speaks_for_it_and_not_how_likely_it_is_picked(
    app: RecflixApp, picking: Library
) -> None:
    async with TitleDriver.of(app, 20) as title:
        assert title.words("brought") == "brought here"
        assert title.brought_by
        assert "pick" not in title.why


async def test_a_title_that_nobody_rated_says_that_it_came_by_its_genres(
    app: RecflixApp, picking: Library
) -> None:
    async with TitleDriver.of(app, 58, size=WIDE) as title:
        assert title.words("brought").startswith("brought here by its genres and years")


async def test_without_a_model_of_picks_the_reasons_are_those_of_the_stars(
    app: RecflixApp,
) -> None:
    async with TitleDriver.of(app, 2) as title:
        assert "brought here" not in title.text
        assert title.brought_by == []
        assert "pick" not in title.why


async def test_the_rating_keys_act_on_what_has_the_focus(app: RecflixApp) -> None:
    async with TitleDriver.of(app, 2) as title:
        await title.press("4")
        assert title.words("own") == "yours  ★★★★"
        await title.press("plus", "a")
        assert title.words("own") == "yours  ★★★★½  ◆ my list"
        await title.press("0", "a", "x")
        assert title.words("own") == "yours  ✕ not for me"
        await title.press("u")
        assert title.words("own") == "yours  not rated"
        likest = title.similar[0]
        await title.press("down", "3")
        assert title.ratings[likest] == 3.0
        assert title.words("own") == "yours  not rated"
        await title.press("up")
        assert title.focus == 2


async def test_among_the_reasons_keys_and_why_stay_with_the_title_that_is_open(
    app: RecflixApp,
) -> None:
    async with TitleDriver.of(app, 2) as title:
        why = title.why
        await title.press("i", "down")
        assert title.is_in_reasons
        assert title.focus == 2
        assert title.why == why
        await title.press("4")
        assert title.ratings == RATED | {2: 4.0}
        assert title.words("own") == "yours  ★★★★"
        await title.press("i")
        assert not title.is_in_reasons


async def test_among_the_titles_like_it_the_why_line_says_of_which_it_speaks(
    app: RecflixApp,
) -> None:
    async with TitleDriver.of(app, 2) as title:
        await title.press("down")
        assert title.why.startswith(f" why {title.name_of(title.similar[0])[:5]}")
        await title.press("up")
        assert title.why.startswith(" why  ")


async def test_it_says_what_a_baseline_is(app: RecflixApp, library: Library) -> None:
    for item in RATED:  # so that the sum stays far from the scale's ends
        library.profiles.rate(library.profiles.find("Ada").id, item, 2.5)
    async with TitleDriver.of(app, 2, size=SMALL) as title:
        assert "baseline: predicted without any ratings" in title.text
        await title.resize(*WIDE)
        assert "baseline: what the model predicts for somebody without ratings" in title.text


@pytest.mark.parametrize("size", [(70, 16), SMALL, WIDE])
async def test_the_sum_of_the_reasons_has_room_over_them(
    app: RecflixApp, library: Library, size: tuple[int, int]
) -> None:
    async with TitleDriver.of(app, 2, size=size) as title:
        assert app.profile_id is not None
        why = library.recommendations.why(app.profile_id, 2)
        assert why is not None
        assert any(line.rstrip().endswith(f"= {two_digits(why.shown)}") for line in title.lines)
        assert "without any ratings" in title.text or size == WIDE


@pytest.mark.parametrize("size", [(70, 20), SMALL, WIDE])
async def test_with_all_marks_on_every_figure_of_the_head_has_room(
    app: RecflixApp, size: tuple[int, int]
) -> None:
    async with TitleDriver.of(app, 8, size=size) as title:
        await title.press("4", "plus", "a", "w", "x")
        head = "\n".join(title.lines[:7])
        assert "for you" in head
        assert "★★★★½" in head
        assert "◆" in head
        assert "everyone" in head
        assert "ratings" in head
        assert "Watching" in head


async def test_leaving_a_title_does_not_call_off_its_rating(app: RecflixApp) -> None:
    async with TitleDriver.of(app, 2) as title:
        await title.press("5", "escape")
        assert title.ratings[2] == 5.0


async def test_similar_titles_and_reasons_open_and_escape_comes_back(app: RecflixApp) -> None:
    async with TitleDriver.of(app, 2) as title:
        assert app.screen.focused is None
        first, second, *_ = title.similar
        await title.press("down", "down", "enter")
        assert title.item == second
        await title.press("i")
        assert title.is_in_reasons
        reason = title.reasons[0]
        await title.press("enter")
        assert title.item == reason
        await title.press("escape", "escape")
        assert title.item == 2
        await title.click_similar(0)
        await title.click_similar(0)
        assert title.item == first
        await title.press("escape", "escape")
        assert title.is_on(HomeScreen)


async def test_without_a_model_it_says_what_is_missing(app: RecflixApp, library: Library) -> None:
    library.models.remove(1)
    async with TitleDriver.of(app, 2) as title:
        assert "once a model is trained (t)" in title.words("predicted")
        assert "once a model is trained (t)" in title.words("reasons")
        assert title.similar  # who picked what is known all the same


@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_it_looks_so(app: RecflixApp, snap_compare: Any, size: tuple[int, int]) -> None:
    async def show(pilot: Pilot[Any]) -> None:
        title = TitleDriver(pilot)
        await title.enter()
        await title.show(8)
        await title.press("3", "plus")

    assert snap_compare(app, terminal_size=size, run_before=show)


def test_who_rated_much_sees_the_strongest_reasons_however_small() -> None:
    many = [Contribution(n, 4.0, 0.004 - n / 1e6) for n in range(700)]
    assert [c.item for c in shown_reasons(many)] == list(range(12))
    some = [Contribution(0, 4.0, 0.3), Contribution(1, 3.0, -0.2), Contribution(2, 3.0, 0.001)]
    assert [c.item for c in shown_reasons(some)] == [0, 1]


@pytest.mark.parametrize(
    ("width", "words"),
    [
        (60, "why  baseline 3.99  yours +0.55  scale −0.01  = 4.53"),
        (52, "why  baseline 3.99  yours +0.55  scale −0.01  = 4.53"),
        (51, "baseline 3.99 +0.55 scale −0.01 = 4.53"),
        (29, "3.99 +0.55 scale −0.01 = 4.53"),
    ],
)
def test_where_the_heading_of_the_reasons_has_no_room_words_go_and_figures_stay(
    width: int, words: str
) -> None:
    why = Explanation(
        item=0,
        prediction=4.54,
        baseline=3.99,
        scale_effect=-0.01,
        shown=4.53,
        contributions=(Contribution(1, 4.5, 0.55),),
    )
    assert str(reasons_words(why, width)) == words


@pytest.mark.parametrize(
    ("room", "words"),
    [
        (60, "like it · often picked by the same people · Noir · 1940s"),
        (50, "like it · often picked by the same people · Noir"),
        (41, "like it · often picked by the same people"),
        (35, "like it · Noir · 1940s"),
        (20, "like it"),
    ],
)
def test_where_the_heading_of_what_is_like_a_title_has_no_room_what_is_shared_stays(
    room: int, words: str
) -> None:
    assert alike_words("often picked by the same people · Noir · 1940s", room) == words
    assert alike_words("often picked by the same people", 20) == "like it"
    assert alike_words("", room) == "like it"


async def test_a_title_says_why_others_are_like_it(app: RecflixApp) -> None:
    async with TitleDriver.of(app, 2, size=WIDE) as title:
        assert title.words("alike") == "like it · often picked by the same people"


async def test_before_the_first_rating_the_why_line_says_how_likely_it_is_picked(
    app: RecflixApp, picking: Library
) -> None:
    new = picking.profiles.add("New")
    picked = picking.recommendations.why_picked(new.id, 2)
    assert picked is not None
    assert why_of(picking, new.id, 2) == (
        f"{one_in(picked.probability)} that you pick it: {RATE_OR_BRING}"
    )


async def test_what_was_done_but_rated_is_said_in_words_on_title_and_in_the_why_line(
    app: RecflixApp, picking: Library
) -> None:
    ada = picking.profiles.find("Ada").id
    new = picking.profiles.add("New").id
    picking.profiles.toggle_mark(new, 1, Mark.WATCHED)
    picked = picking.recommendations.why_picked(new, 2)
    assert picked is not None
    assert [c.item for c in picked.contributions if c.effect > 0] == [1]
    likely = f"{one_in(picked.probability)} that you pick it"
    title = picking.snapshot.need_dataset().title(1)
    assert why_of(picking, new, 2) == f"because of {title} (watched) · {likely}"
    picking.profiles.toggle_mark(ada, 1, Mark.WATCHED)
    async with TitleDriver.of(app, 2, size=WIDE) as title_page:
        bars = title_page.lines_of(PickBars)
        assert any("watched" in line for line in bars)
