"""One film for tonight, drawn by what it is worth and by how unsure of it the model is."""
