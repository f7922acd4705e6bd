"""What a hash table buys: titles looked up by id in four ways, and how the time of each grows."""
