"""Our own Discord on this machine, for tests that run the real client over real sockets."""
