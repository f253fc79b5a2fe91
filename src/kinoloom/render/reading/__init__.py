"""How sources become pictures: decoded by time, turned upright, scaled, brought to BT.709."""
