"""Files: one composed report to .txt, .docx and .pdf."""
