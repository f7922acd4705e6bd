"""What a person did elsewhere: other services' exports, read and written as values."""
