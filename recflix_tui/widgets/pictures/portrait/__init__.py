"""A dataset's own figures as a pane: bars upright and level, with sentences, in columns."""
