"""Model versions on disk: one as a folder of files, and all of a dataset with the one in use."""
