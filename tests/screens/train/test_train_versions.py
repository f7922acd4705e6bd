"""The versions: what is said of them beside the one in use, and what their keys do."""

from __future__ import annotations

from typing import Any

import numpy as np

from recflix_tui.app import RecflixApp
from recflix_tui.library.library import Library
from recflix_tui.model.held_errors import Paired
from recflix_tui.screens.dialogs.confirm import ConfirmScreen
from recflix_tui.screens.train.train_curves import drawn
from recflix_tui.screens.train.train_versions import Trained, version_looks, version_words
from recflix_tui.versions.registry import VersionInfo
from recflix_tui.widgets.lists.version_list import VersionList, VersionLook
from tests.drivers.train_driver import TrainDriver

HERE, ELSEWHERE = "this dataset", "another dataset"


def info(version: int, holdout: float | None, active: bool = False, **more: Any) -> VersionInfo:
    given: dict[str, Any] = {
        "solver": "sgd",
        "fingerprint": HERE,
        "n_ratings": 1000,
        "seed": 0,
        "mae": None,
    } | more
    metrics = {"holdout_rmse": holdout, "n_ratings": given["n_ratings"], "mae": given["mae"]}
    if "kept" in given:
        metrics["kept"] = given["kept"]
    return VersionInfo(
        version,
        1_700_000_000.0,
        given["solver"],
        {"factors": 64, "seed": given["seed"], "holdout": 0.05, "side": given.get("side", [])},
        {name: value for name, value in metrics.items() if value is not None},
        given["fingerprint"],
        active,
        given.get("damage"),
        given.get("choice", {"titles": 40}),
    )


def looks_of(
    infos: list[VersionInfo], beside: dict[int, Paired] | None = None
) -> list[VersionLook]:
    return version_looks(Trained(infos, beside or {}), HERE)


def rows(
    infos: list[VersionInfo], beside: dict[int, Paired] | None = None, width: int = 78
) -> list[tuple[str, list[str]]]:
    """Each row as a line, and the styles of what it says."""
    shown = VersionList()
    shown.versions = looks_of(infos, beside)
    made = [list(shown.row_parts(row, width)) for row in range(len(shown.versions))]
    return [("".join(text for text, _ in parts), [style for _, style in parts]) for parts in made]


def test_the_difference_to_the_one_in_use_is_good_where_it_is_less() -> None:
    used, better, worse = info(1, 0.88, active=True), info(2, 0.8712), info(3, 0.9)
    beside = {
        2: Paired(4871, 0.8712, 0.88, (-0.0098, -0.0078)),
        3: Paired(4871, 0.9, 0.88, (0.01, 0.03)),
    }
    (third, third_styles), (second, second_styles), (first, _) = rows([used, better, worse], beside)
    assert first.startswith(" ●   1  sgd    0.8800            ")
    assert "0.8712     −0.0088" in second
    assert second_styles[4] == "more"
    assert "0.9000     +0.0200" in third
    assert third_styles[4] == "less"


def test_a_difference_that_chance_explains_is_neither_good_nor_bad() -> None:
    infos = [info(1, 0.88, active=True), info(2, 0.879)]
    beside = {2: Paired(4871, 0.879, 0.88, (-0.003, 0.001))}
    line, styles = rows(infos, beside)[0]
    assert "−0.0010" in line
    assert styles[4] == "quiet"
    words = str(version_words(looks_of(infos, beside)[0]))
    assert "as good as model 1, as far as can be told" in words


def test_a_version_that_does_not_know_what_people_pick_says_so() -> None:
    infos = [info(1, 0.88, choice=None), info(2, 0.87, active=True)]
    second, first = (str(version_words(look)) for look in looks_of(infos))
    assert "without what people pick: train again for it" in first
    assert "what people pick" not in second


def test_the_columns_stand_under_their_names() -> None:
    shown = VersionList()
    infos = [info(1, 0.88, active=True), info(12, 0.8712)]
    shown.versions = looks_of(infos)
    heading, row = " " + shown.heading, rows(infos)[0][0]
    assert heading.index("RMSE") + len("RMSE") == row.index("0.8712") + len("0.8712")
    assert heading.index("solver") == row.index("sgd")
    end = row.index("≈−0.0088") + len("≈−0.0088")
    assert heading.index("vs model 1") + len("vs model 1") == end
    assert heading.index("settings") == row.index("64 factors")
    assert heading.index("ratings") + len("ratings") == row.index("1,000") + len("1,000")


def test_measured_on_other_ratings_it_is_compared_roughly() -> None:
    others: list[dict[str, Any]] = [{"n_ratings": 1003}, {"seed": 7}]
    for other in others:
        looks = looks_of([info(1, 0.88, active=True), info(2, 0.87, **other)])
        line, styles = rows([info(1, 0.88, active=True), info(2, 0.87, **other)])[0]
        assert "≈−0.0100" in line
        assert "more" not in styles[1:]
        assert "measured on other ratings than model 1: compare roughly" in str(
            version_words(looks[0])
        )


def test_of_another_dataset_no_difference_is_told() -> None:
    infos = [info(1, 0.88, active=True), info(2, 0.5, fingerprint=ELSEWHERE)]
    line, _ = rows(infos)[0]
    assert "−" not in line
    words = str(version_words(looks_of(infos)[0]))
    assert "trained on other ratings than this dataset's" in words


def test_without_figures_and_with_damage_there_is_a_line_all_the_same() -> None:
    line, _ = rows([info(1, None), info(2, 0.9, damage="model 2 is damaged")])[0]
    assert line.endswith("model 2 is damaged")
    assert rows([info(1, None)])[0][0].startswith("     1  sgd    ")
    assert str(version_words(None)) == ""


def test_the_version_in_focus_is_told_of_in_full() -> None:
    every = ["implicit", "genres", "decade", "time", "people"]
    looks = looks_of([info(1, 0.88, solver="gibbs", side=every, seed=3, mae=0.671)])
    words = str(version_words(looks[0]))
    assert words == "model 1   gibbs · 64 factors · side all · seed 3 · mae 0.6710"


def test_the_biases_are_told_of_as_such_and_settings_as_what_was_tried() -> None:
    infos = [info(1, 0.9, active=True, kept="biases", seed=3), info(2, 0.88)]
    looks = looks_of(infos)
    assert str(version_words(looks[1])) == (
        "model 1   biases · alone, as what was trained was not seen to be better · tried sgd"
        " · 64 factors · seed 3"
    )
    row = rows(infos, width=110)[1][0]
    assert row.rstrip().endswith("alone, by sgd")
    assert "seed" not in row


def test_the_curve_beside_the_biases_is_of_what_was_tried() -> None:
    curve = np.array([[0.8, 0.95], [0.7, 0.97]], np.float32)
    biases, better = info(1, 0.9, active=True, kept="biases"), info(2, 0.88)
    trained = Trained([biases, better], {}, {1: curve, 2: curve})
    own, _, _ = drawn(None, trained, 1)
    assert [c.group for c in own] == ["tried", "tried"]
    assert {c.told for c in own} == {None}  # the RMSE of the biases is no point of it
    beside, _, _ = drawn(None, trained, 2)
    assert {c.group for c in beside} == {"model 2"}


def active(library: Library) -> int:
    return next(info.version for info in library.models.versions() if info.active)


async def test_versions_are_used_rolled_back_and_removed(app: RecflixApp, library: Library) -> None:
    async with TrainDriver.open(app) as train:
        assert train.versions == [3, 2]
        assert "del remove" not in train.key_bar
        await train.press("tab", "tab", "down", "enter")
        assert "enter use" in train.key_bar
        assert "del remove" in train.key_bar
        assert active(library) == train.version_in_use == 2
        await train.press("z")
        assert active(library) == train.version_in_use == 3
        await train.press("delete")
        assert train.is_on(ConfirmScreen)
        await train.press("n")
        assert train.versions == [3, 2]
        await train.press("delete", "y")
        assert [info.version for info in library.models.versions()] == [3]
        await train.press("z")
        assert any("no earlier model" in told for told in train.notifications)
        assert active(library) == 3
