"""Makes: footage into a likeness, a screenplay into a clip. Imports nothing of ours outside engine."""
