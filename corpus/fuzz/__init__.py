"""Strange and damaged input on purpose: what every grammar and reader has to take without falling over."""
