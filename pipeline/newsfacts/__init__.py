"""newsfacts reads news articles and writes down the facts in them."""
