"""Keys typed ahead: held until what they are meant for stands, never acting on what was unseen."""
