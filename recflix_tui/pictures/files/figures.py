"""Pictures in files, PNG and SVG, for papers and slides: title, axes and legend in them.

Matplotlib comes with them: import this where a file is to be saved, not before.
"""

from __future__ import annotations

from recflix_tui.pictures.files.canvas import Kind
from recflix_tui.pictures.files.cloud import Named, save_cloud
from recflix_tui.pictures.files.heatmap import AxisText, LegendText, save_heatmap

__all__ = ["AxisText", "Kind", "LegendText", "Named", "save_cloud", "save_heatmap"]
