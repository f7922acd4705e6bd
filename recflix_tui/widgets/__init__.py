"""What more than one screen shows; a widget knows no library."""
