"""`recflix factors`, as a person and as a script use it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from recflix_tui.commands.factor_words import factors_text
from recflix_tui.dataset.dataset import Dataset
from recflix_tui.factors.labels import FactorCard, FactorEnd
from tests.drivers.command_line import recflix, said
from tests.factors.conftest import space_of


def test_the_factors_are_told_with_their_ends_and_where_the_profile_stands(
    shared_home: Path,
) -> None:
    told = said(shared_home, "factors", "--profile", "ada")
    assert (told["axes"], told["model"], told["profile"]) == ("components", 1, "Ada")
    factors = told["factors"]
    assert [factor["number"] for factor in factors] == list(range(1, len(factors) + 1))
    shares = [factor["share"] for factor in factors]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) + told["rest_share"] == pytest.approx(1, abs=1e-4)
    assert all(0 <= factor["percentile"] <= 1 for factor in factors)
    for end in (factors[0]["low"], factors[0]["high"]):
        assert set(end["titles"][0]) == {"movie_id", "title", "year", "coordinate"}
        assert all(label["count"] <= label["of"] for label in end["labels"])
    # Everybody there loves one genre of three: two factors tell all three apart.
    named = {
        label["name"] for f in factors[:2] for e in ("low", "high") for label in f[e]["labels"]
    }
    assert {"Comedy", "Drama", "Sci-Fi"} & named


def test_the_only_profile_need_not_be_named(shared_home: Path) -> None:
    assert said(shared_home, "factors")["profile"] == "Ada"


def test_the_axes_asked_for_are_shown(shared_home: Path) -> None:
    for axes in ("learned", "varimax"):
        told = said(shared_home, "factors", "--axes", axes)
        assert told["axes"] == axes
        assert len(told["factors"]) == 8


def test_the_text_names_titles_labels_and_shares(shared_home: Path) -> None:
    done = recflix(shared_home, "factors")
    assert done.returncode == 0, done.stderr
    text = done.stdout
    first = said(shared_home, "factors")["factors"][0]
    assert "8 factors: principal components" in text
    assert f"{first['share']:.1%} of what factors move" in " ".join(text.split())
    assert f"{first['high']['titles'][0]['title']} (" in text
    assert re.search(r"expected by chance \(×\d", text)
    assert f"Ada: {first['coordinate']:+.2f}, farther" in text


@pytest.mark.parametrize(("kind", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_a_picture_is_saved_with_its_words(
    shared_home: Path, tmp_path: Path, kind: str, start: bytes
) -> None:
    file = tmp_path / f"factors.{kind}"
    done = recflix(shared_home, "factors", f"--{kind}", str(file))
    assert (done.returncode, done.stdout, done.stderr) == (0, f"wrote {file}\n", "")
    content = file.read_bytes()
    assert content.startswith(start)
    if kind == "svg":
        words = content.decode()
        assert "The hidden factors of small" in words
        assert all(name in words for name in ("Ada", "Comedy", "Sci-Fi", "◂▸"))


def test_a_picture_that_cannot_be_written_is_one_line(shared_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "factors.png"
    done = recflix(shared_home, "factors", "--png", str(file))
    assert done.returncode == 1
    assert done.stderr == f"recflix: {file}: No such file or directory\n"


def test_one_way_out_at_a_time(shared_home: Path, tmp_path: Path) -> None:
    done = recflix(shared_home, "factors", "--json", "--png", str(tmp_path / "f.png"))
    assert done.returncode == 2


def test_a_profile_that_is_not_there_is_refused(shared_home: Path) -> None:
    done = recflix(shared_home, "factors", "--profile", "Eve")
    assert done.returncode == 1
    assert 'no profile "Eve"' in done.stderr


def test_learnt_axes_of_a_model_of_many_draws_are_refused_with_the_mend(
    tmp_path: Path, small_movielens: Path
) -> None:
    home = tmp_path / "home"
    said(home, "dataset", "import", str(small_movielens), "--name", "small")
    quick = ("--factors", "2", "--epochs", "4", "--burn-in", "1", "--chains", "1", "--draws", "2")
    said(home, "train", "--solver", "gibbs", *quick)
    done = recflix(home, "factors", "--axes", "learned")
    assert done.returncode == 1
    assert "components or varimax" in done.stderr
    assert done.stderr.count("\n") == 1
    told = said(home, "factors")
    assert told["profile"] is None
    assert len(told["factors"]) == 2


def test_factors_that_move_next_to_nothing_are_told_in_a_line() -> None:
    end = FactorEnd((), ())
    cards = tuple(
        FactorCard(n + 1, share, 0.1, end, end, None, None)
        for n, share in enumerate((0.9, 0.005, 0.004, 0.003, 0.05, 0.002))
    )
    space = space_of(np.zeros((3, 6)))
    text = factors_text(cast(Dataset, None), space, cards, None)
    assert [f" {n}  " in text for n in range(1, 7)] == [True, True, True, False, True, False]
    assert "2 weaker ones: 0.5% together" in text
