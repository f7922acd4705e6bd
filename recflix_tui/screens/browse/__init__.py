"""The whole catalogue: searched as one types, narrowed, ordered."""
