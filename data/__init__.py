"""What has been read: one folder of fact CSVs a report, and the authority files. No code."""
