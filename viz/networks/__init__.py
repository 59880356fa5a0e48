"""Pages about networks to read: a report on all of them, a profile, a comparison.

Each page is a document in both languages, written as HTML or Markdown; nothing here measures.
"""

from tvetgraph.viz.networks.comparing import comparison_document
from tvetgraph.viz.networks.html import to_html
from tvetgraph.viz.networks.markdown import pictures, to_markdown
from tvetgraph.viz.networks.profiling import profile_document
from tvetgraph.viz.networks.report import report_document

__all__ = [
    "comparison_document",
    "pictures",
    "profile_document",
    "report_document",
    "to_html",
    "to_markdown",
]
