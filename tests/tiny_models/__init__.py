"""Tiny random models of every family, built in the test session and saved in the families' own format.

A module per family with `save(folder)`; nothing of it is in the repository, nothing is fetched. They make
noise of the right shape: what they prove is the loading, the calling and everything around it.
"""
