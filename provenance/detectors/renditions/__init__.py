"""Renditions (RN): what a round trip through a language leaves of a text."""
