"""Every constraint: weights of one to four axes, with zeros, before and after."""

import keras
import numpy as np

from .common import array, write

CLASSES = {"max_norm": keras.constraints.MaxNorm, "min_max_norm": keras.constraints.MinMaxNorm, "non_neg": keras.constraints.NonNeg, "unit_norm": keras.constraints.UnitNorm}
VECTOR, MATRIX, CUBE, KERNEL = [7], [5, 4], [2, 3, 4], [3, 2, 2, 5]
CASES = [
    ("max_norm", {}, VECTOR),
    ("max_norm", {}, MATRIX),
    ("max_norm", {"max_value": 0.5, "axis": 1}, MATRIX),
    ("max_norm", {"max_value": 1.5, "axis": [0, 1, 2]}, KERNEL),
    ("max_norm", {"max_value": 0.0}, MATRIX),
    ("max_norm", {"max_value": 1, "axis": [-1, 0]}, CUBE),
    ("min_max_norm", {}, MATRIX),
    ("min_max_norm", {"min_value": 1.0, "max_value": 2.0, "rate": 0.3, "axis": -1}, MATRIX),
    ("min_max_norm", {"min_value": 0.5, "max_value": 0.5, "axis": [1]}, CUBE),
    ("min_max_norm", {"min_value": 3.0, "max_value": 4.0, "rate": 0.0}, VECTOR),
    ("min_max_norm", {"min_value": 0.2, "max_value": 0.9, "rate": 0.8, "axis": [2, 0]}, KERNEL),
    ("non_neg", {}, MATRIX),
    ("non_neg", {}, KERNEL),
    ("unit_norm", {}, VECTOR),
    ("unit_norm", {"axis": 1}, MATRIX),
    ("unit_norm", {"axis": [0, 1]}, MATRIX),
    ("unit_norm", {"axis": [0, 1, 2]}, KERNEL),
    ("unit_norm", {"axis": -2}, CUBE),
]


def make():
    rng = np.random.default_rng(41)
    cases = []
    for name, options, shape in CASES:
        before = rng.normal(size=shape).astype(np.float32)
        # A whole group of zeros along the last axis, and a very small one.
        before[..., 0] = 0
        before[..., 1] *= 1e-6
        after = CLASSES[name](**options)(keras.ops.convert_to_tensor(before))
        cases.append({"name": name, "options": options, "before": array(before), "after": array(after)})
    write("constraints", cases)
