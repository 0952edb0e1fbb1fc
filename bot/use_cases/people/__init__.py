"""Accounts that are people: joining, enrolling, erasing, and who is let in."""
