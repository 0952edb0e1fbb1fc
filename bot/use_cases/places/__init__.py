"""Places: what their administrators decide, and what a request comes to there."""
