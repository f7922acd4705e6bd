from __future__ import annotations

import math

import numpy as np
import pytest
from rich.color import Color, ColorSystem

from recflix_tui.pictures.oklab import from_rgb, to_rgb
from recflix_tui.pictures.scales import (
    ColourScale,
    density_scale,
    error_scale,
    reduced,
    stars_scale,
)

EVEN = 0.004  # of a step's lightness: what colours of whole numbers can keep to

SCALES = [scale(dark) for scale in (density_scale, stars_scale, error_scale) for dark in (0, 1)]


def lightness(scale: ColourScale) -> list[float]:
    return [float(value) for value in from_rgb(scale.colours)[:, 0]]


def lightness_by_hand(colour: str) -> float:
    """OKLab's L, written out as on Ottosson's page."""
    r, g, b = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (value / 255 for value in bytes.fromhex(colour))
    )
    cones = (
        0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b,
        0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b,
        0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b,
    )
    long, medium, short = (math.copysign(abs(cone) ** (1 / 3), cone) for cone in cones)
    return 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short


@pytest.mark.parametrize("colour", ["000000", "ffffff", "f5b83d", "0d1117", "58a6ff"])
def test_lightness_is_that_of_oklab(colour: str) -> None:
    given = np.array([tuple(bytes.fromhex(colour))], np.uint8)
    assert from_rgb(given)[0, 0] == pytest.approx(lightness_by_hand(colour), abs=1e-9)
    assert (to_rgb(from_rgb(given)) == given).all()


def test_a_colour_that_no_screen_has_keeps_its_lightness() -> None:
    wanted = np.array([[0.6, 0.3, 0.3]])
    assert from_rgb(to_rgb(wanted))[0, 0] == pytest.approx(0.6, abs=EVEN)


@pytest.mark.parametrize("dark", [True, False])
def test_density_and_stars_go_from_the_ground_on_in_even_steps_of_lightness(dark: bool) -> None:
    for scale in (density_scale(dark), stars_scale(dark)):
        steps = np.diff(lightness(scale)) * (1 if dark else -1)
        assert len(scale) == 32
        assert steps.min() > 0
        assert np.ptp(steps) < EVEN


@pytest.mark.parametrize("dark", [True, False])
def test_errors_go_from_the_middle_to_both_ends_in_even_steps(dark: bool) -> None:
    scale = error_scale(dark)
    middle = len(scale) // 2
    assert len(scale) % 2 == 1
    light = np.array(lightness(scale))
    for half in (light[middle:], light[middle::-1]):
        steps = np.diff(half) * (1 if dark else -1)
        assert steps.min() > 0
        assert np.ptp(steps) < EVEN
    low, zero, high = (scale.colours[at].astype(int) for at in (0, middle, -1))
    assert np.ptp(zero) == 0  # grey
    assert low[0] > low[2]  # towards orange
    assert high[2] > high[0]  # towards blue


@pytest.mark.parametrize("scale", SCALES)
def test_no_step_is_taken_for_an_empty_cell(scale: ColourScale) -> None:
    grounds = from_rgb(np.array([(13, 17, 23), (255, 255, 255)], np.uint8))[:, 0]
    assert all(abs(light - ground) > 0.05 for light in lightness(scale) for ground in grounds)


@pytest.mark.parametrize("scale", SCALES)
def test_with_256_colours_each_step_is_still_another_colour(scale: ColourScale) -> None:
    fewer = reduced(scale)
    assert reduced(scale) is fewer  # so that a picture can tell that its colours stay
    shown = [
        Color.from_rgb(*(int(v) for v in colour)).downgrade(ColorSystem.EIGHT_BIT).number
        for colour in fewer.colours
    ]
    assert len(set(shown)) == len(fewer) >= 9
    assert fewer.diverging == scale.diverging
    assert len(fewer) % 2 == 1 or not scale.diverging
