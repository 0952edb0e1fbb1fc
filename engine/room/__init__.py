"""The machine room: one process that owns the card, keeps models warm and works for the jobs.

A job's own process puts the order together, and mixes, reviews and seals what comes back; the room runs the
models, one order at a time. So the next order is denoised while the last one is still being encoded, a
crashed CUDA context takes only the room along, and no model is loaded twice.
"""
