"""A replay server: the publishers' endpoints in their true shapes, on this machine, from samples made for the tests."""
