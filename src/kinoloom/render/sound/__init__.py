"""The film's sound: sources read, treated, placed to the sample, summed, mastered, encoded."""
