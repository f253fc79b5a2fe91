"""What tests share: drafts drawn by Hypothesis, media made by code, a studio that paints fast."""
