"""What the Factors screen says."""

from __future__ import annotations

import pytest

from recflix_tui.factors.axes import Axes
from recflix_tui.factors.keeping import Keeping
from recflix_tui.factors.labels import FactorCard, FactorEnd, Label
from recflix_tui.factors.showing.sliders import SliderValues
from recflix_tui.factors.traits import TraitKind
from recflix_tui.screens.factors.axes_dialog import AxesChoice
from recflix_tui.screens.factors.factors_words import (
    axis_name,
    end_name,
    heading,
    keeping_words,
    label_words,
    most_percent,
    percent,
    stands_words,
    suggested_name,
)

HORROR = Label("Horror", TraitKind.GENRE, 59, 92, 6.3, 9.33, 1e-20)
EARLY = Label("before 1960", TraitKind.DECADE, 23, 92, 5.3, 4.34, 1e-9)


def card(coordinate: float | None = -0.9, percentile: float | None = 0.14) -> FactorCard:
    low, high = FactorEnd((), (HORROR, EARLY)), FactorEnd((), ())
    return FactorCard(2, 0.19, 0.14, low, high, coordinate, percentile)


def test_an_end_without_a_label_is_called_by_its_side() -> None:
    assert end_name(card(), -0.3) == "Horror, before 1960"
    assert end_name(card(), 0.3) == "the right of 2"
    assert axis_name(card()) == "2 Horror, before 1960 ◂▸ no clear trait"
    assert axis_name(card(), brief=True) == "2 Horror ◂▸ no clear trait"


def test_the_statistic_is_said_in_ever_fewer_words() -> None:
    words = label_words(HORROR)
    assert words[0] == "Horror: 59 of the 92 strongest, 6.3 expected by chance, ×9.3"
    assert [len(said) for said in words] == sorted((len(said) for said in words), reverse=True)
    assert all("59" in said and "92" in said and "×9.3" in said for said in words)


def test_where_one_stands_is_told_by_the_side_that_one_is_on() -> None:
    assert stands_words(card(), -0.9)[0] == (
        "you: further to Horror, before 1960 than 86 % of people"
    )
    right = stands_words(card(1.2, 0.9), 1.2)
    assert right[0] == "you: further to the right of 2 than 90 % of people"
    assert right[-1] == "further right than 90 %"
    assert "slid from −0.9 to +0.4" in stands_words(card(), 0.4)[0]
    assert stands_words(card(None, None), 0.0) == ("",)


def test_shares_are_never_told_as_none_or_all_where_they_are_not() -> None:
    assert [percent(share) for share in (0.474, 0.004, 0.0)] == ["47 %", "<1 %", "0 %"]
    assert [most_percent(share) for share in (0.83, 0.997)] == ["83 %", ">99 %"]


def test_the_name_suggested_says_what_was_slid_and_is_not_taken() -> None:
    sliders = SliderValues((0.0, -0.9), (0.0, 0.0)).stepped(1, -4)
    cards = [card(), card()]
    assert suggested_name("Ada", sliders, cards, ["Ada"]) == "Ada, more Horror"
    taken = ["Ada", "ADA, MORE HORROR", "Ada, more Horror 2"]
    assert suggested_name("Ada", sliders, cards, taken) == "Ada, more Horror 3"
    other_way = SliderValues((0.0, -0.9), (0.0, 0.0)).stepped(1, 4)
    assert suggested_name("Ada", other_way, cards, []) == "Ada, more of factor 2"


def test_how_a_taste_is_kept_is_said_with_how_near_that_comes() -> None:
    keeping = Keeping({3: 4.0, 9: 2.5}, 0.941)
    assert keeping_words(keeping, 34, "Ada") == (
        "34 ratings of Ada's and 2 that this taste would give; 0.94 of 1 as the slid taste is"
    )
    assert keeping_words(keeping, 0, "Ada").startswith("no ratings of Ada's and 2")


def test_the_heading_names_what_is_shown() -> None:
    said = heading(9066, "Ada", (0, 2, 4), Axes.VARIMAX, ["turning"]).plain
    assert said.endswith("9,066 titles and Ada · factors 1, 3, 5 · by varimax · turning")
    assert "components" not in heading(9066, "Ada", (0,), Axes.COMPONENTS, []).plain


@pytest.mark.parametrize(
    ("place", "factor", "shown"),
    [(0, 7, (7, 1, 2)), (0, 2, (2, 1, 0)), (1, 1, (0, 1, 2)), (2, 0, (2, 1, 0))],
)
def test_a_factor_is_on_one_axis_alone(place: int, factor: int, shown: tuple[int, ...]) -> None:
    choice = AxesChoice(Axes.COMPONENTS, (0, 1, 2))
    assert choice.with_axis(place, factor).shown == shown
