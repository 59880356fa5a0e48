"""The verbs of the command line, in the order in which --help and docs/cli.md list them.

Each is told in the module of its kind; nothing here does a verb's work.
"""

from tvetgraph.cli_ask import EXPORT, QUERY, SUMMARY
from tvetgraph.cli_draw import DRAW
from tvetgraph.cli_facts import BUILD, EXTRACT, REACH
from tvetgraph.cli_network import NETWORK
from tvetgraph.cli_words import Verb

VERBS: tuple[Verb, ...] = (EXTRACT, BUILD, REACH, SUMMARY, QUERY, NETWORK, DRAW, EXPORT)
