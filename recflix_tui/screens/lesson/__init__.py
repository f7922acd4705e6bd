"""What happens when I press 4: one rating followed over the real screens, step by step."""
