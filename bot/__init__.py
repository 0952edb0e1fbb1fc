"""Decides: people, consent, credits, clips. Knows no chat platform and no model."""
