"""Every regularizer: penalty and gradient, at zero too (a new bias is zero)."""

import keras
import numpy as np
import tensorflow as tf

from .common import array, number, write

CASES = [
    ("L1", {}),
    ("L1", {"l1": 0.3}),
    ("L1L2", {}),
    ("L1L2", {"l1": 0.2}),
    ("L1L2", {"l2": 0.1}),
    ("L1L2", {"l1": 0.2, "l2": 0.1}),
    ("L2", {}),
    ("L2", {"l2": 0.5}),
    ("OrthogonalRegularizer", {}),
    ("OrthogonalRegularizer", {"factor": 0.3, "mode": "columns"}),
]


def make():
    weight = np.random.default_rng(4).normal(size=(4, 3)).astype(np.float32)
    weight[0] = 0
    cases = []
    for name, options in CASES:
        # A vector of zeros has no direction.
        value = np.roll(weight, 1, axis=1) + 0.1 if name == "OrthogonalRegularizer" else weight
        variable = tf.Variable(value)
        with tf.GradientTape() as tape:
            penalty = getattr(keras.regularizers, name)(**options)(variable)
        gradient = tape.gradient(penalty, variable)
        gradient = np.zeros_like(weight) if gradient is None else gradient
        cases.append({"name": name, "options": options, "penalty": number(penalty), "gradient": array(gradient)})
        if value is not weight:
            cases[-1]["weight"] = array(value)
    write("regularizers", {"weight": array(weight), "cases": cases})
