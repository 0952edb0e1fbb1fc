"""What the README says of who may do what is what the decision says."""

import decision_matrix
import pytest

pytestmark = pytest.mark.unit


def test_the_readme_shows_the_matrix_that_the_decision_makes() -> None:
    shown = decision_matrix.README.read_text().split(decision_matrix.BEGIN)[1].split(decision_matrix.END)[0]
    assert shown.strip() == decision_matrix.matrices()
