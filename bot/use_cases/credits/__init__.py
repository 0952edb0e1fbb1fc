"""Packs, gifts, refunds, and what rendering costs."""
