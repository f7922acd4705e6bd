"""Netflix: what was watched, by the short list and by the full one; thumbs, stars and My List."""
