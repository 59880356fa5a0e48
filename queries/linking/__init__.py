"""Candidates for links: asked of an endpoint politely, or looked up in a file or the cache."""
