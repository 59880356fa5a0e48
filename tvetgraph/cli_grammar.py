"""The verbs of the command line, in the order in which --help and docs/cli.md list them.

Each is told in the module of its kind; nothing here does a verb's work.
"""

from tvetgraph.cli_ask import EXPORT, QUERY, SUMMARY
from tvetgraph.cli_audit import AUDIT
from tvetgraph.cli_draw import DRAW
from tvetgraph.cli_explore import EXPLORE
from tvetgraph.cli_facts import BUILD, EXTRACT, REACH
from tvetgraph.cli_link import LINK
from tvetgraph.cli_network import NETWORK
from tvetgraph.cli_path import PATH
from tvetgraph.cli_words import Verb

VERBS: tuple[Verb, ...] = (
    EXTRACT,
    BUILD,
    REACH,
    SUMMARY,
    AUDIT,
    QUERY,
    PATH,
    NETWORK,
    DRAW,
    EXPLORE,
    LINK,
    EXPORT,
)
