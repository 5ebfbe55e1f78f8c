"""Every activation: values, and gradients for a random gradient of the output."""

import keras
import numpy as np
import tensorflow as tf

from .common import array, write

CASES = [
    ("elu", {}),
    ("elu", {"alpha": 0.5}),
    ("exponential", {}),
    ("gelu", {}),
    ("gelu", {"approximate": True}),
    ("hard_sigmoid", {}),
    ("hard_silu", {}),
    ("leaky_relu", {}),
    ("leaky_relu", {"negative_slope": 0.01}),
    ("linear", {}),
    ("log_softmax", {}),
    ("mish", {}),
    ("relu", {}),
    ("relu", {"negative_slope": 0.3}),
    ("relu", {"max_value": 2.0}),
    ("relu", {"max_value": 6.0}),
    ("relu", {"threshold": 0.75}),
    ("relu", {"negative_slope": 0.1, "max_value": 1.5, "threshold": 0.25}),
    ("relu", {"negative_slope": 0.1, "max_value": 1.5}),
    ("relu6", {}),
    ("selu", {}),
    ("sigmoid", {}),
    ("silu", {}),
    ("softmax", {}),
    ("softplus", {}),
    ("softsign", {}),
    ("tanh", {}),
    ("celu", {}),
    ("celu", {"alpha": 0.4}),
    ("hard_shrink", {}),
    ("hard_shrink", {"threshold": 1.0}),
    ("hard_tanh", {}),
    ("log_sigmoid", {}),
    ("soft_shrink", {}),
    ("soft_shrink", {"threshold": 1.0}),
    ("sparse_plus", {}),
    ("sparse_sigmoid", {}),
    ("squareplus", {}),
    ("squareplus", {"b": 0.2}),
    ("tanh_shrink", {}),
    ("threshold", {"threshold": 0.5, "default_value": 0.0}),
    ("threshold", {"threshold": -0.3, "default_value": 2.0}),
    ("glu", {}),
    ("glu", {"axis": 1}),
]
# At the corners of the piecewise ones.
KINKS = [-1.0, 1.0, 0.5, -0.5, 0.0, 0.25]


def make():
    rng = np.random.default_rng(1)
    x = np.concatenate([rng.normal(size=28) * 3, [0.0, -0.0, 1e-4, -1e-4, 12.0, -12.0, 30.0, -30.0]])
    x = x.reshape(6, 6).astype(np.float32)
    dy = rng.normal(size=x.shape).astype(np.float32)
    cases = []
    kinks = np.array([KINKS], np.float32)
    for name, options in CASES:
        with tf.GradientTape() as tape:
            variable = tf.Variable(x)
            y = getattr(keras.activations, name)(variable, **options)
        gradient = tape.gradient(y, variable, output_gradients=dy[:, : y.shape[1]])
        with tf.GradientTape() as tape:
            corners = tf.Variable(kinks)
            at_kinks = getattr(keras.activations, name)(corners, **options)
        slopes = tape.gradient(at_kinks, corners, output_gradients=dy[:1, : y.shape[1]])
        case = {"name": name, "options": options, "y": array(y), "gradient": array(gradient), "kinks": {"y": array(at_kinks), "gradient": array(slopes)}}
        cases.append(case)
    write("activations", {"x": array(x), "dy": array(dy), "kinks": array(kinks), "cases": cases})
