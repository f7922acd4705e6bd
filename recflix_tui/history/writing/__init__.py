"""What a person did here, as files of other services and of RecFlix's own; a file a layout."""
