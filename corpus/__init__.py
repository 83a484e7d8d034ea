"""Made-up commune reports with their gold: a simulated world, ways of writing it down, and files."""
