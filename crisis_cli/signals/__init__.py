"""What is heard: what is expected, how unusual it is, when it is an alert. Pure: no network, no clock."""
