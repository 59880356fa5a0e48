"""Which entry of other people's data is ours: names, features and verdicts, without asking."""
