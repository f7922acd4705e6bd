"""An export as it lies on disk: opened safely, its text decoded, its tables read by column name."""
