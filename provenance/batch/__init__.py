"""Many articles: shards, workers, resume, the tables of a run. Knows no detector.

    inputs ─tasks→ executor ─judge→ shards ─group→ events ─derive→ places ─join→ articles, evidence, edges, quotes

``run`` is the page to read first.
"""
