"""What is run to make the same film with other programs; see README.md."""
