"""Fetching: what a source asks for (`request`, `paging`), what it expects (`expect`), how it is brought (`http`), and
the run that makes a snapshot of it (`fetch`)."""
