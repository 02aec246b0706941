"""What the sentences of one report lend to one another: links, parts, repeats, neighbours."""
