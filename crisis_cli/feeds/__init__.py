"""Where mentions come from: lines, streams, feeds of the press, counts of other tools."""
