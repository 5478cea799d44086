"""Worked answers and the comparison by printed digits."""

from pathlib import Path

import pytest
import yaml


@pytest.fixture(scope="session")
def oracles():
    return yaml.safe_load((Path(__file__).parents[1] / "oracles.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def printed():
    """Format a number with as many decimals as the expected text has."""

    def format_like(value: float, expected: str) -> str:
        return f"{value:.{len(expected.partition('.')[2])}f}"

    return format_like
