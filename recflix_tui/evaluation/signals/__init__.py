"""What each signal gains: the app's list with all of them beside the list without that one."""
