"""What people do not want to be shown in: presets and free text, compared with a screenplay."""
