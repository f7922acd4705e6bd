"""How the app ends where nobody asks it to: by a signal, or with its terminal."""
