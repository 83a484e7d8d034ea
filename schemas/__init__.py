"""What flows from step to step. Imports nothing of `pipeline`."""
