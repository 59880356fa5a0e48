"""Facts become a graph: quads, rules, validation, the store, dumps and networks."""
