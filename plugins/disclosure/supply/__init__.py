"""What the program is made of: the locked libraries, their files for machines without a network, their list, their known faults."""
