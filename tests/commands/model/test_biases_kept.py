"""What is said where the biases alone are the model."""

from __future__ import annotations

from pathlib import Path

from tests.drivers.command_line import recflix, said


def test_a_training_on_four_ratings_says_that_the_biases_are_the_model(tmp_path: Path) -> None:
    folder, home = tmp_path / "four", tmp_path / "home"
    folder.mkdir()
    titles = "".join(f"{n},Film {n} (1990),Drama\n" for n in (1, 2, 3, 4))
    (folder / "movies.csv").write_text(f"movieId,title,genres\n{titles}")
    rated = "1,1,4.0,9\n1,2,3.5,9\n2,1,5.0,9\n2,3,1.0,9\n"
    (folder / "ratings.csv").write_text(f"userId,movieId,rating,timestamp\n{rated}")
    said(home, "dataset", "import", str(folder))
    said(home, "profile", "add", "Ada")
    told = recflix(home, "train", "--solver", "als", "--reg", "0").stdout
    assert "the biases alone are the model: no rating could be held out" in told
    assert "with reg 0 nothing holds the factors" in told
    (version,) = said(home, "model", "list")
    assert version["metrics"]["kept"] == "biases"
    assert "biases, by als" in recflix(home, "model", "list").stdout
    picks = said(home, "recommend", "--profile", "Ada")
    assert picks[0]["title"] == "Film 1"
    assert all(0.5 <= pick["prediction"] <= 5 and pick["uncertainty"] <= 2.25 for pick in picks)
