"""What Rate asks: groups at first, then title after title; and what the answers gained."""
