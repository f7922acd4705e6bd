"""Lists to pick from: the frame of all of them, profiles, trained versions."""
