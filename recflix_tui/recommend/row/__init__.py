"""What a row of Home is: its recipe, what it is made from, and what comes of it."""
