"""The scenarios of `python -m bench.render`, and what measures them.

The parts are `reel_part`, `film_part`, `preview_part`, `peers_part` and `long_part`; `graph` and
`x264` are the rival of the reel; `likeness` and `bits` prove that the numbers compare like with
like. Every part says what its numbers mean and what would make them lie.
"""
