"""Hidden factors revealed: their axes, ends and labels, slid tastes, people of like taste."""
