"""Films for browsers: what a chat could only take a smaller version of."""
