"""What things are. Pure: no files, no processes, no network, no clock."""
