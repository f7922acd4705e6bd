"""Ratings, profiles and datasets on the command line, and what is recommended by them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recflix_tui.commands.explain.explaining import _effect_rows
from recflix_tui.library.library import Library
from recflix_tui.recommend.reasons.explain import Contribution
from tests.drivers.command_line import recflix, said


def test_a_rating_is_told_with_its_title(shared_home: Path) -> None:
    rated = said(shared_home, "rate", "--profile", "Ada", "--title", "film 5 (1955)", "4.5")
    assert rated == {"profile": "Ada", "movie_id": 50, "title": "Film 5", "rating": 4.5}


def test_profiles_are_listed_with_their_number_of_ratings(shared_home: Path) -> None:
    assert said(shared_home, "profile", "list") == [{"id": 1, "name": "Ada", "ratings": 4}]


def test_datasets_are_listed_with_the_one_in_use(shared_home: Path) -> None:
    (listed,) = said(shared_home, "dataset", "list")
    counts = {key: listed[key] for key in ("name", "active", "users", "titles", "ratings")}
    assert counts == {"name": "small", "active": True, "users": 80, "titles": 60, "ratings": 2400}


def test_recommendations_are_unseen_titles_best_first(shared_home: Path) -> None:
    picks = said(shared_home, "recommend", "--profile", "Ada", "-n", "6")
    assert len(picks) == 6
    expected = {"movie_id", "title", "year", "genres", "prediction", "uncertainty"}
    assert set(picks[0]) == expected | {"probability", "match"}
    assert all(0 < pick["probability"] < 1 for pick in picks)
    assert all(0 < pick["uncertainty"] < 2 for pick in picks)
    matches = [pick["match"] for pick in picks]
    assert matches == sorted(matches, reverse=True)
    assert matches[0] == 100
    assert not {20, 50, 0, 10} & {pick["movie_id"] for pick in picks}
    # Ada's two favourites are Sci-Fi, and so is what she is shown.
    assert all(pick["genres"] == ["Sci-Fi"] for pick in picks[:3])


def test_fewer_titles_than_asked_for_are_said_with_the_reason(shared_home: Path) -> None:
    listed = recflix(shared_home, "recommend", "--profile", "Ada", "-n", "100")
    assert len(listed.stdout.splitlines()) == 56
    assert "only 56 titles: all others are rated, watched or refused" in listed.stderr
    listed = recflix(shared_home, "recommend", "--profile", "Ada", "--min-ratings", "1000")
    assert listed.stdout == ""
    assert "nothing to recommend: 56 more have fewer than 1000 ratings" in listed.stderr
    assert "--min-ratings 1 lists them" in listed.stderr


def test_with_few_people_titles_of_few_ratings_are_recommended(tmp_path: Path) -> None:
    rated_by = {1: 5, 2: 4, 3: 4}  # movie: people
    folder = tmp_path / "few"
    folder.mkdir()
    movies = "".join(f"{movie},T{movie} (1970),Drama\n" for movie in rated_by)
    (folder / "movies.csv").write_text(f"movieId,title,genres\n{movies}")
    ratings = "".join(
        f"{user},{movie},{user % 5 + 1},1000\n"
        for movie, n in rated_by.items()
        for user in range(n)
    )
    (folder / "ratings.csv").write_text(f"userId,movieId,rating,timestamp\n{ratings}")
    home = tmp_path / "home"
    said(home, "dataset", "import", str(folder))
    said(home, "profile", "add", "Ada")
    said(home, "rate", "--profile", "Ada", "--movie-id", "1", "4")
    said(home, "train", "--solver", "sgd")  # quicker than the one it would take itself
    picks = said(home, "recommend", "--profile", "Ada")
    assert {pick["title"] for pick in picks} == {"T2", "T3"}


def test_an_explanation_adds_up_to_the_prediction(shared_home: Path) -> None:
    why = said(shared_home, "explain", "--profile", "Ada", "--movie-id", "80")
    parts = {"prediction", "baseline", "scale_effect", "shown", "contributions"}
    assert set(why) == {"movie_id", "title", "choice", *parts}
    assert {c["movie_id"] for c in why["contributions"]} == {20, 50, 0, 10}
    effects = sum(c["effect"] for c in why["contributions"])
    assert why["baseline"] + effects == pytest.approx(why["prediction"], abs=1e-9)
    assert why["prediction"] + why["scale_effect"] == pytest.approx(why["shown"], abs=1e-9)
    assert why["shown"] < 5
    told = recflix(shared_home, "explain", "--profile", "Ada", "--movie-id", "80").stdout
    total, *terms = (line.split()[0] for line in told.partition("\n\n")[0].splitlines())
    assert sum(round(float(term) * 100) for term in terms) == round(float(total) * 100)
    assert round(float(total) * 100) == round(why["shown"] * 100)


def test_effects_are_told_the_strongest_first_as_they_are_shown(shared_home: Path) -> None:
    told = recflix(shared_home, "explain", "--profile", "Ada", "--movie-id", "80").stdout
    first, _, *rows = (line.split() for line in told.partition("\n\n")[0].splitlines())
    assert first[1].startswith("±")
    effects = [abs(float(row[0])) for row in rows if row[1] != "the"]
    assert effects == sorted(effects, reverse=True)


def test_what_brought_a_title_here_adds_up_to_its_score(shared_home: Path) -> None:
    choice = said(shared_home, "explain", "--profile", "Ada", "--movie-id", "80")["choice"]
    parts = {"score", "popularity", "probability", "match", "by_content", "contributions"}
    assert set(choice) == parts | {"signals"}
    assert {c["movie_id"] for c in choice["contributions"]} == {20, 50, 0, 10}
    assert set(choice["contributions"][0]) == {
        *("movie_id", "title", "rating", "effect", "how", "signal")
    }
    effects = sum(c["effect"] for c in choice["contributions"])
    assert effects == pytest.approx(choice["score"], abs=1e-5)
    assert choice["by_content"] is False
    told = recflix(shared_home, "explain", "--profile", "Ada", "--movie-id", "80").stdout
    first, *shares = told.partition("\n\n")[2].splitlines()
    assert "that it is among the next 20 that you pick" in first
    figures = [int(line.split()[0]) for line in shares if not line.startswith("×")]
    assert sum(figure for figure in figures if figure > 0) == 100
    listed = said(shared_home, "recommend", "--profile", "Ada", "-n", "56")
    (pick,) = (pick for pick in listed if pick["movie_id"] == 80)
    assert pick["probability"] == choice["probability"]
    assert pick["match"] == choice["match"]


def test_effects_of_nothing_are_one_line(shared_home: Path) -> None:
    library = Library.open(shared_home)
    dataset = library.snapshot.need_dataset()
    library.close()
    each = [Contribution(n, 4.0, effect) for n, effect in enumerate((0.004, -0.006, 0.02, 0.001))]
    rows = _effect_rows(dataset, each, [1, -1, 2, 0])
    assert [row[0] for row in rows] == ["+0.02", "+0.01", "-0.01", "+0.00"]
    assert rows[-1][2] == "1 more rating"


def test_a_title_is_told_with_its_year_where_others_are_called_so(tmp_path: Path) -> None:
    folder = tmp_path / "twins"
    folder.mkdir()
    (folder / "movies.csv").write_text(
        "movieId,title,genres\n1,Hamlet (1996),Drama\n2,Hamlet (2000),Drama\n3,Heat (1995),Drama\n"
    )
    (folder / "ratings.csv").write_text("userId,movieId,rating,timestamp\n1,1,4,0\n1,2,3,0\n")
    home = tmp_path / "home"
    said(home, "dataset", "import", str(folder))
    said(home, "profile", "add", "Ada")
    for movie, stars, told in (
        ("1", "4", "rated Hamlet (1996) 4"),
        ("3", "4", "rated Heat 4"),
        ("2", "0", "Hamlet (2000) cleared"),
    ):
        ran = recflix(home, "rate", "--profile", "Ada", "--movie-id", movie, stars)
        assert ran.stdout == f"Ada: {told}\n"
        assert ran.stderr == ""


def test_that_the_sample_is_opened_is_said_once(tmp_path: Path) -> None:
    home = tmp_path / "home"
    said(home, "profile", "add", "Ada")
    rate = ("rate", "--profile", "Ada", "--title", "The Matrix", "5")
    assert "the sample data is opened" in recflix(home, *rate).stderr
    again = recflix(home, *rate, "--json")
    assert (again.stderr, json.loads(again.stdout)["movie_id"]) == ("", 2571)


def test_what_is_recommended_has_the_figure_that_is_explained(shared_home: Path) -> None:
    for pick in said(shared_home, "recommend", "--profile", "Ada", "-n", "3"):
        movie = str(pick["movie_id"])
        why = said(shared_home, "explain", "--profile", "Ada", "--movie-id", movie)
        assert pick["prediction"] == pytest.approx(why["shown"], abs=1e-4)


def test_a_title_can_be_named_wherever_its_id_can(shared_home: Path) -> None:
    by_id = said(shared_home, "explain", "--profile", "Ada", "--movie-id", "80")
    by_name = said(shared_home, "explain", "--profile", "Ada", "--title", "Film 8")
    assert by_name == by_id
    one = recflix(shared_home, "explain", "--profile", "Ada")
    assert one.returncode == 2
    assert "--movie-id --title" in one.stderr


def test_an_empty_home_recommends_from_the_sample(
    tmp_path: Path, small_movielens: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recflix_tui.library.datasets.sample_data", lambda: small_movielens)
    home = tmp_path / "home"
    said(home, "profile", "add", "Ada")
    rated = said(home, "rate", "--profile", "Ada", "--title", "Film 5", "5")
    assert rated["movie_id"] == 50
    picks = said(home, "recommend", "--profile", "Ada", "-n", "3")
    assert len(picks) == 3
    assert [v["version"] for v in said(home, "model", "list")] == [1]
