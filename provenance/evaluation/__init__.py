"""How good are the verdicts? Metrics, diagrams and summaries over labelled articles; nothing here knows a detector."""
