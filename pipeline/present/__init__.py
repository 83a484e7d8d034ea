"""What the user sees: tables and charts in the terminal, JSON and CSV, pages and marked-up drafts."""
