"""Footage into a sealed likeness."""
