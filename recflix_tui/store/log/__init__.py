"""The write-ahead log of the store: emptied behind the writer, and mended after damage."""
