"""CL: sources that an article names; their marks carry the outlet's key as value."""
