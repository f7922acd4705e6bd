"""`recflix evaluate --split people`: run, told as JSON and as text."""
