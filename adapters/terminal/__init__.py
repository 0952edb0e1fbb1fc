"""The `cameo` script: the demo, the operator's commands, and the engine's own mounted beside them."""
