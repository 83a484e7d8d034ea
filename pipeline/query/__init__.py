"""Questions to the archive, as functions from an open archive to typed rows; the SQL stays here and in `store`."""
