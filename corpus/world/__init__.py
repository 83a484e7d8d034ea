"""The simulated communes: what happened each month, before anybody writes a sentence about it."""
