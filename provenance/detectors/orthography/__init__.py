"""OR: casing, spacing, quotation marks and other punctuation that English does not use so."""
