"""The app as screens know it, and what it does behind them: trainings, changes, the start."""
