"""The records of the register and the rules on them; standard library only."""
