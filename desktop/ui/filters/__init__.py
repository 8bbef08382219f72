"""What narrows a list: the bar of chips, what opens under a chip, and the filters that each list offers."""
