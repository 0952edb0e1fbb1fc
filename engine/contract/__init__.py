"""The doorstep between bot and engine: messages, sealed files, the weights list. Loads no model runtime."""
