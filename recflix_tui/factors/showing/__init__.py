"""What a person sees of their factors: colours, lines to what is pulled in, sliders."""
