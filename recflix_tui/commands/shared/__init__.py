"""What the commands share: opening a library, printing, progress, the choice of a solver."""
