"""The ways to measure that are offered."""

from __future__ import annotations

import pytest

from recflix_tui.commands.parser.parser import make_parser
from recflix_tui.evaluation.results.measured import Held
from recflix_tui.evaluation.results.ways import KINDS, MEASURES, Way, usual_way, ways_of
from tests.evaluation.results.evaluations import PEOPLE, RANDOM, make_evaluation

OTHER = Held("people", (("given", 4.0), ("folds", 3.0), ("liked_from", 4.5)), 7)


@pytest.mark.parametrize("kind", KINDS)
def test_the_flags_of_each_way_are_those_of_the_command(kind: str) -> None:
    for way in (*ways_of(kind), Way("people", OTHER.numbers, OTHER.seed)):
        words = [f"--{name}={value}" for name, value in way.flags.items()]
        args = make_parser(["evaluate"]).parse_args(["evaluate", *words])
        assert (args.split, args.seed) == (way.kind, way.seed)
        for name, value in way.numbers:
            assert getattr(args, name) == value


def test_what_can_be_measured_is_what_the_command_takes() -> None:
    for measure in MEASURES:
        args = make_parser(["evaluate"]).parse_args(["evaluate", "--metrics", measure])
        assert args.metrics == (measure,)


def test_the_usual_ones_are_offered_and_those_in_which_something_was_measured() -> None:
    kept = [make_evaluation({}, held) for held in (PEOPLE, RANDOM, OTHER)]
    words = [way.words for way in ways_of("people", kept)]
    others = "3 folds, 4 told, liked from 4.5, seed 7"
    assert words == ["2 folds", "3 folds", "5 folds", "10 folds", others]
    assert [way.words for way in ways_of("random", kept)] == ["10 % of all"]
    assert [way.words for way in ways_of("user")] == ["5 each"]


def test_an_evaluation_fits_the_way_in_which_it_was_measured() -> None:
    assert usual_way().fits(PEOPLE)  # whatever the usual stars are to be liked
    assert not usual_way().fits(OTHER)
    assert not usual_way("random").fits(PEOPLE)
    assert usual_way("random").fits(RANDOM)
    assert Way("people", OTHER.numbers, OTHER.seed).fits(OTHER)
    assert not Way("people", OTHER.numbers, 0).fits(OTHER)


def test_each_way_is_told_with_its_own_numbers() -> None:
    assert "2 parts, the folds" in ways_of("people")[0].told
    assert "The first 4 ratings of each person" in Way("people", OTHER.numbers, 0).told
    assert usual_way("random").told == (
        "10 % of all ratings are held out, drawn at random, to be predicted from the others."
    )
    assert usual_way("user").told.startswith("The last 5 ratings of each person")
    assert usual_way("time").told.startswith("The latest 10 % of all ratings")
