"""The app as the screens know it, and what it does behind them: training, changes elsewhere, the start."""
