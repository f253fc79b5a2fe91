"""What every body is made of: joints, capsules, axes, and how they become one lit sprite."""
