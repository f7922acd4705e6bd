"""Compare: does it work, on this data?"""
