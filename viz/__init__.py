"""Pictures of the graph as offline HTML pages."""

from tvetgraph.viz.draw import neighbourhood_page, query_page, relation_page

__all__ = ["neighbourhood_page", "query_page", "relation_page"]
