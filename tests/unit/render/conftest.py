"""What the tests of drawn keys share."""

from __future__ import annotations

import pytest
from tests.support.gallery import Gallery


@pytest.fixture(scope="session")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Gallery:
    """Sources made once a session."""
    return Gallery(tmp_path_factory.mktemp("gallery"))
