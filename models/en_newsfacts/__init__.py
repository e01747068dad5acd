"""What the newsfacts pipeline knows: its configuration, gazetteers, lexicon and patterns. No logic."""
