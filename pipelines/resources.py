"""What assets are given from outside."""

from pathlib import Path

import dagster as dg

from sscmon.paths import Paths


class Project(dg.ConfigurableResource):
    """The project folder that assets read from and write to."""

    root: str

    @property
    def paths(self) -> Paths:
        return Paths(Path(self.root))
