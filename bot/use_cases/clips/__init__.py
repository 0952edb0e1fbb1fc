"""A clip from its prompt to its end: planning, asking, starting, publishing, viewing, ending."""
