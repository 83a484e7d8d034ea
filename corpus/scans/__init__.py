"""Made scans: pages of a digital PDF as a scanner, a copier and a careless hand would leave them."""
