"""Errors that say what happened, where, and what to do next."""


class SscmonError(Exception):
    """Base of every error a user may meet.

    Args:
        what: what happened, one sentence.
        where: file, sheet, cell, row or address; empty when there is none.
        todo: what the reader can do next.
    """

    def __init__(self, what: str, *, where: str = "", todo: str = ""):
        self.what, self.where, self.todo = what, where, todo
        place = f"\n  where: {where}" if where else ""
        advice = f"\n  what to do: {todo}" if todo else ""
        super().__init__(f"{what}{place}{advice}")


class SnapshotBroken(SscmonError):
    """A snapshot's files are missing or differ from its manifest."""


class SourceUnavailable(SscmonError):
    """A publisher could not be reached, or nothing was fetched yet."""


class SourceChanged(SscmonError):
    """A publisher's file no longer has the shape its reader knows."""


class ContractBroken(SscmonError):
    """A table does not hold what its contract promises."""


class UnexplainedDrift(SscmonError):
    """Rows differ from the release before, and nothing that came in explains it."""


class ModelBroken(SscmonError):
    """A SQL model, a contribution or a contract is written wrongly."""


class BuildLocked(SscmonError):
    """Another build of the same folder is running."""


class NotFound(SscmonError):
    """What was asked for is not in the warehouse or the code lists."""


class PublishingFailed(SscmonError):
    """A release could not be brought to where it is to be published; running the same command again goes on."""


class FileRefused(SscmonError):
    """A file that a person handed in cannot be read, or is not safe to read."""


class MappingBroken(SscmonError):
    """A mapping of somebody's spreadsheet is written wrongly, or does not fit the file."""
