import numpy as np
import pytest

from engine.enrolment.matte import one_piece

pytestmark = pytest.mark.unit


def _rough() -> np.ndarray:
    rough = np.zeros((256, 256), np.float32)
    rough[60:, 80:200] = 1.0
    return rough


def test_a_person_alone_stays_as_they_are() -> None:
    assert np.array_equal(one_piece(_rough()), _rough())


def test_something_apart_from_the_person_goes_with_its_soft_edge() -> None:
    rough = _rough()
    rough[180:220, 10:50] = 0.2
    rough[185:215, 15:45] = 0.8
    assert one_piece(rough)[:, :60].max() <= 0.2
    assert one_piece(rough)[181:219, 11:49].max() == 0
    assert np.array_equal(one_piece(rough)[:, 80:], _rough()[:, 80:])


def test_the_soft_edge_of_the_person_stays_beside_something_close() -> None:
    rough = _rough()
    rough[60:, 200:210] = 0.25
    rough[100:140, 214:250] = 0.9
    assert (one_piece(rough)[60:, 200:209] == 0.25).all()
