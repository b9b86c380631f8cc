"""Who is who: the register, and from mentions to things."""
