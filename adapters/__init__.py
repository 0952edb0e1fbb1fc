"""Talks: chat platforms, web pages, the terminal. Adapters never import one another."""
