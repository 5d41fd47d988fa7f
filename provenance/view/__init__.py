"""What reports share: the words of a verdict, its passages, the documentation of a code. Knows no output format."""
