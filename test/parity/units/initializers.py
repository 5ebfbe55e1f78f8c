"""Fans of many shapes, and the values of the initializers that are not random."""

import keras
from keras.src.initializers.random_initializers import compute_fans

from .common import array, write

SHAPES = [[], [7], [3, 5], [1, 1], [3, 3, 4, 8], [5, 2, 6], [2, 3, 4, 5, 6], [1, 4]]
EXACT = [
    ("constant", {}, [3]),
    ("constant", {"value": -1.5}, [2, 2]),
    ("identity", {}, [3, 3]),
    ("identity", {"gain": 2.0}, [2, 4]),
    ("identity", {}, [4, 2]),
    ("ones", {}, [2, 3]),
    ("zeros", {}, [2, 3]),
]


def make():
    fans = [{"shape": shape, "fans": list(compute_fans(shape))} for shape in SHAPES]
    exact = [
        {"name": name, "options": options, "values": array(getattr(keras.initializers, name)(**options)(shape))}
        for name, options, shape in EXACT
    ]
    write("initializers", {"fans": fans, "exact": exact})
