"""The choice model, fitted in closed form: item-to-item weights, popularity, chances."""
