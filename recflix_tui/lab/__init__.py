"""What teaches: the worked example, the look-up experiment, one rating followed, as values."""
