"""What people did beside rating and marking: kept in batches, counted a day, taken away again."""
