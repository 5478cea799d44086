"""sscmon: an open statistical system for South-South cooperation."""

__version__ = "0.1.0"
