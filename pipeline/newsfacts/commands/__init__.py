"""The commands of the command line, by what they work on; `newsfacts.cli` puts them together."""
