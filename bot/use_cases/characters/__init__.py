"""Pets, objects, mascots and licensed figures: set up, kept, told about."""
