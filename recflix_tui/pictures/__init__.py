"""From numbers to what is seen: colour scales, cameras, dots, files. Knows no terminal."""
