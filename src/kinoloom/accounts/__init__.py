"""Who is calling and what they may spend: users, tokens, claim links, plans and the ledger."""
