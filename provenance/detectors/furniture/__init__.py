"""FU: translated page furniture, a channel of its own that can be switched off."""
