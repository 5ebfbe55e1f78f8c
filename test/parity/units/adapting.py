"""keras.layers.Normalization that takes its mean and variance from data: these, and what it gives with them."""

import keras
import numpy as np
import tensorflow as tf

from .common import array, write

# Options and the shape of a row.
CASES = [
    ({}, [5]),
    ({}, [3, 4]),
    ({"axis": 1}, [3, 4]),
    ({"axis": [1, 3]}, [2, 3, 4]),
    ({"axis": [-1, -2]}, [2, 3, 4]),
    ({"axis": None}, [3, 4]),
    ({"invert": True}, [3, 4]),
    ({"axis": None, "invert": True}, [5]),
]


def make():
    rng = np.random.default_rng(41)
    cases = []
    for options, shape in CASES:
        x = (rng.normal(size=[7, *shape]) * rng.uniform(0.1, 3, size=shape) + rng.normal(size=shape)).astype(np.float32)
        # A place that is the same in all rows has no deviation.
        x.reshape(7, -1)[:, 0] = 0.5
        layer = keras.layers.Normalization(**options)
        layer.adapt(x)
        weights = {w.name: array(np.asarray(w.value)) for w in layer.weights}
        dy = rng.normal(size=x.shape).astype(np.float32)
        given = tf.Variable(x)
        with tf.GradientTape() as tape:
            y = layer(given)
        dx = tape.gradient(y, given, output_gradients=dy)
        cases.append({"options": options, "x": array(x), "weights": weights, "y": array(y), "dy": array(dy), "dx": array(dx)})
    write("layers", cases, "adapting")
