"""The sheet over HTTP, the forms in which a contact gets it, and the file that comes back."""
