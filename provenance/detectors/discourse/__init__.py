"""DS: what the text as a whole shows: abridgement, and forms that speak for English at first hand."""
