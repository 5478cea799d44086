"""Where a release can be published: a folder, an S3-compatible bucket, a Zenodo-style deposit, a CKAN portal."""

from sscmon.publish.targets.send import Sent, publish

__all__ = ["Sent", "publish"]
