"""The commands, one file each: options, a verb, print. What they do is done elsewhere, and imported when they run."""
