"""How files of ours are called, and the name under which standard input is asked for."""

STDIN = "-"
ENDINGS = (".yaml", ".yml")
