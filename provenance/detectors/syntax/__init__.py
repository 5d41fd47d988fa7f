"""SY: word order, articles, pronouns and dropped subjects carried over from another language."""
