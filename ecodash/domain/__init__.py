"""What the programme is: its vocabulary, its kinds of rows, its days and rules. Pure: same rows, same verdict."""
