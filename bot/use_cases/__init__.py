"""The steps behind `bot.app`: each module is one thing that people can ask for, or a step that several share.

People: joining, enrolling, erasing. What they allow: allowing (settings), bounding (boundaries), requesting,
granting, revoking, blocking, befriending (profiles), notifying; subjects and seeing say whose it is, and who
can be found. Clips: making, publishing, approving, viewing. Shared steps: casting (who plays, and what they
allow), jobs (for the engine), retrying, ending, clearing (what a commit left over), outbox (what is owed to
somebody).
"""
