"""What the person does beside rating and marking, as the frames showed it."""
