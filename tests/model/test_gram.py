"""X'X of a profile's ratings, in parts."""

from __future__ import annotations

import numpy as np
import pytest

from recflix_tui.model.gram import SERIAL, gram


@pytest.mark.parametrize("n", [0, 1, 46, 47, 500])
def test_the_parts_add_up_to_the_product(n: int) -> None:
    width = 65
    assert n < 47 or n * width * (width + 1) > SERIAL
    design = np.random.default_rng(n).normal(size=(3, n, width))
    expected = np.einsum("snj,snk->sjk", design, design)
    np.testing.assert_allclose(gram(design), expected, rtol=1e-9, atol=1e-9)
