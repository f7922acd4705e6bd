"""The app as the screens know it, and what it does behind them: training, news, the start."""
