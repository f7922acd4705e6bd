"""What every screen has: the app they stand in, bars, the palette, themes, the way between."""
