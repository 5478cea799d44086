"""The indicators in SDMX: structures in SDMX-ML 2.1 and 3.0, data in SDMX-CSV 2.0."""

from sscmon.publish.sdmx.write import PART

__all__ = ["PART"]
