"""What generative models are given of a take, and what their films become: shared by all that render so."""
