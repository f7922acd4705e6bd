"""Where RecFlix keeps its things."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True)
class Paths:
    """The files and folders of one RecFlix home."""

    home: Path
    """The folder that all of them are in."""

    @property
    def database(self) -> Path:
        """The store: profiles, events, ratings, marks and settings."""
        return self.home / "recflix.db"

    @property
    def datasets(self) -> Path:
        """A folder for each dataset, by its name."""
        return self.home / "datasets"

    @property
    def compiled(self) -> Path:
        """What tells that the solvers were compiled ahead, and for which RecFlix."""
        return self.home / "cache" / "compiled"

    @property
    def models(self) -> Path:
        """A folder for each dataset, with the versions of its model."""
        return self.home / "models"


def find_paths(home: Path | None = None) -> Paths:
    """The home given, else `$RECFLIX_HOME`, else the platform's user data folder."""
    if home is None:
        named = os.environ.get("RECFLIX_HOME")
        home = (
            Path(named) if named else Path(platformdirs.user_data_dir("recflix", appauthor=False))
        )
    return Paths(home.expanduser().absolute())


def sample_data() -> Path:
    """The folder of the sample dataset: in the wheel beside the code, in a checkout above it."""
    packaged = Path(__file__).parent / "sample_data"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "sample_data"
