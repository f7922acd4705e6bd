from __future__ import annotations

import base64
import io
import re
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
from matplotlib.image import imread

from recflix_tui.pictures.files.figures import (
    AxisText,
    Kind,
    LegendText,
    Named,
    save_cloud,
    save_heatmap,
)

RAMP = np.linspace((13, 17, 23), (245, 184, 61), 8).astype(np.uint8)
CELLS = RAMP[np.arange(6 * 10).reshape(6, 10) % 8]
MARKUP = "[b]Cash$ for $x_1$ <&> 千"


def heatmap(file: Path, kind: Kind, **changed: Any) -> Path:
    given: dict[str, Any] = {
        "colours": CELLS,
        "title": "User-item matrix",
        "subtitle": "60 % empty",
        "rows": AxisText("users", [(0, "1"), (5, "6 ◂ Ada")]),
        "columns": AxisText("titles", [(0, MARKUP), (9, "10")]),
        "legend": LegendText("stars", RAMP, [(0, "½"), (1, "5")], ((1, 2, 3), "no rating")),
    }
    save_heatmap(file, kind, **{**given, **changed})
    return file


def cloud(file: Path, kind: Kind, n: int = 50, **changed: Any) -> Path:
    points = np.random.default_rng(1).uniform(-1, 1, (n, 3)).astype(np.float32)
    given: dict[str, Any] = {
        "points": points,
        "colours": RAMP[np.arange(n) % 8],
        "names": [Named((0.1, 0.2, 0.3), MARKUP)],
        "axes": ("1 Sci-Fi", "2 $art$", "3 old"),
        "title": "Factors in 3D",
        "subtitle": "three of eight",
        "legend": [((245, 184, 61), "_Drama"), ((1, 2, 3), "Comedy")],
        "profile": Named((-0.5, 0.0, 0.5), "Ada"),
    }
    save_cloud(file, kind, **{**given, **changed})
    return file


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `heatmap.png`, `heatmap.svg` and `cloud.svg`."""
    folder = tmp_path_factory.mktemp("plain")
    heatmap(folder / "heatmap.png", "png")
    heatmap(folder / "heatmap.svg", "svg")
    cloud(folder / "cloud.svg", "svg")
    return folder


def words_of(svg: Path) -> str:
    root = ElementTree.parse(svg).getroot()
    texts = [node for node in root.iter() if node.tag.endswith("}text")]
    return "\n".join("".join(node.itertext()) for node in texts)


def numbered(colours: np.ndarray) -> set[int]:
    """The colours of an array whose last axis is red, green and blue, each as one number."""
    return set(np.unique(colours.astype(np.int64) @ (1 << 16, 1 << 8, 1)).tolist())


def colours_in(image: np.ndarray) -> set[int]:
    """The same of an image as it is read: of shares of 1, and with how solid each pixel is."""
    return numbered(np.round(image[..., :3] * 255))


def size_of(png: Path) -> tuple[int, int]:
    width, height = struct.unpack(">II", png.read_bytes()[16:24])
    return width, height


def test_a_heatmap_is_a_png_of_1600_pixels_across(plain: Path) -> None:
    assert size_of(plain / "heatmap.png")[0] == 1600


def test_every_cell_is_in_the_png_in_its_own_colour_and_place(plain: Path) -> None:
    pixels = np.round(imread(plain / "heatmap.png") * 255).astype(np.uint8)[..., :3]
    # The widest run of the first cell's colour begins the picture; cells are equally wide.
    first = np.argwhere((pixels == CELLS[0, 0]).all(axis=2))
    top, left = first.min(axis=0)
    wide = np.argwhere((pixels[top + 9, left:] != CELLS[0, 0]).any(axis=1))[0, 0]
    high = np.argwhere((pixels[top:, left + 9] != CELLS[0, 0]).any(axis=1))[0, 0]
    for row in range(6):
        for column in range(10):
            y, x = top + int((row + 0.5) * high), left + int((column + 0.5) * wide)
            assert (pixels[y, x] == CELLS[row, column]).all()


def test_an_svg_keeps_its_words_as_text_and_its_cells_without_loss(plain: Path) -> None:
    svg = plain / "heatmap.svg"
    words = words_of(svg)
    for text in ("User-item matrix", "60 % empty", "users", "6 ◂ Ada", "stars", "½", "no rating"):
        assert text in words
    found = re.search(r"data:image/png;base64,\s*([A-Za-z0-9+/=\s]+)", svg.read_text("utf-8"))
    assert found is not None
    assert colours_in(imread(io.BytesIO(base64.b64decode(found[1])))) == numbered(RAMP)


@pytest.mark.parametrize("name", ["heatmap.svg", "cloud.svg"])
def test_markup_in_a_title_is_shown_as_it_is(plain: Path, name: str) -> None:
    assert MARKUP in words_of(plain / name)


@pytest.mark.parametrize(("draw", "kind"), [(heatmap, "png"), (cloud, "svg")])
def test_the_same_picture_has_the_same_bytes_and_replaces_what_was_there(
    plain: Path, tmp_path: Path, draw: Any, kind: Kind
) -> None:
    file = tmp_path / "again"
    file.write_bytes(b"old")
    draw(file, kind)
    assert file.read_bytes() == (plain / f"{draw.__name__}.{kind}").read_bytes()
    assert list(tmp_path.iterdir()) == [file]


def test_what_the_user_set_for_matplotlib_changes_nothing_and_stays(
    plain: Path, tmp_path: Path
) -> None:
    with matplotlib.rc_context({"font.size": 30, "axes.grid": True, "svg.fonttype": "path"}):
        drawn = heatmap(tmp_path / "matrix.svg", "svg").read_bytes()
        assert matplotlib.rcParams["font.size"] == 30
    assert drawn == (plain / "heatmap.svg").read_bytes()


def test_a_cloud_names_its_axes_its_colours_and_the_profile(plain: Path) -> None:
    words = words_of(plain / "cloud.svg")
    for text in ("Factors in 3D", "1 Sci-Fi", "2 $art$", "_Drama", "Comedy", "Ada"):
        assert text in words


def test_of_two_names_in_one_place_the_more_important_is_written(tmp_path: Path) -> None:
    names = [Named((0.5, 0.5, 0.5), "the first"), Named((0.5, 0.5, 0.5), "the second")]
    words = words_of(cloud(tmp_path / "cloud.svg", "svg", names=names))
    assert "the first" in words
    assert "the second" not in words


def test_many_points_are_an_image_in_an_svg(plain: Path, tmp_path: Path) -> None:
    many = cloud(tmp_path / "cloud.svg", "svg", 6000)
    assert "<image" not in (plain / "cloud.svg").read_text("utf-8")
    assert "<image" in many.read_text("utf-8")


def test_without_points_and_without_a_profile_there_is_still_a_picture(tmp_path: Path) -> None:
    none: dict[str, Any] = {"names": [], "legend": [], "profile": None}
    assert size_of(cloud(tmp_path / "cloud.png", "png", 0, **none))[0] == 1600


def test_a_scale_of_one_value_is_of_its_colour_alone(tmp_path: Path) -> None:
    given = {"colours": np.full((6, 10, 3), (1, 2, 3), np.uint8)}
    alone = LegendText("share rated", RAMP, [(1.0, "100 %")])
    svg = heatmap(tmp_path / "m.svg", "svg", legend=alone, **given)
    assert "100 %" in words_of(svg)
    image = imread(heatmap(tmp_path / "m.png", "png", legend=alone, **given))
    assert colours_in(image) & numbered(RAMP) == numbered(RAMP[-1:])


def test_a_dark_figure_has_a_dark_ground(tmp_path: Path) -> None:
    corner = imread(heatmap(tmp_path / "m.png", "png", dark=True))[0, 0, :3]
    assert np.allclose(corner * 255, (13, 17, 23))


def test_where_it_cannot_be_written_the_error_names_the_file_as_given(tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "matrix.png"
    with pytest.raises(FileNotFoundError) as caught:
        heatmap(file, "png")
    assert caught.value.filename == str(file)


def test_nothing_is_said_on_stderr(tmp_path: Path) -> None:
    program = (
        "from pathlib import Path; import numpy as np\n"
        "from recflix_tui.pictures.files.figures import AxisText, LegendText, save_heatmap\n"
        "save_heatmap(Path('m.png'), 'png', colours=np.zeros((2, 2, 3), np.uint8), title='千',"
        " subtitle='', rows=AxisText('', []), columns=AxisText('', []),"
        " legend=LegendText('', np.zeros((2, 3), np.uint8), []))"
    )
    # A folder that cannot be one: matplotlib would remark on it.
    env = {"MPLCONFIGDIR": "/dev/null/none", "PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env=env, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "m.png").exists()
