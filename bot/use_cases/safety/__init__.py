"""Reports, strikes, penalties, appeals, and finished clips that operators look at first."""
