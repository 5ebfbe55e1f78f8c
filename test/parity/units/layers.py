"""Every layer: weights' names and shapes, output and the gradients of inputs and weights for a random one of it."""

import keras
import numpy as np
import tensorflow as tf

from .common import array, write
from .images import CONVOLUTIONS, IMAGES

rng = np.random.default_rng(5)

CASES = [
    ("Activation", {"activation": "tanh"}, [[6]]),
    ("Add", {}, [[4], [4]]),
    ("Add", {}, [[3, 4], [3, 4], [3, 4]]),
    ("Add", {}, [[4], [3, 4]]),
    ("Add", {}, [[3, 1], [1, 4]]),
    ("Concatenate", {}, [[4], [2], [3]]),
    ("Concatenate", {"axis": 1}, [[2, 3], [4, 3]]),
    ("Concatenate", {"axis": -2}, [[2, 3], [4, 3]]),
    ("Dense", {"units": 3}, [[5]]),
    ("Dense", {"units": 3, "activation": "relu", "use_bias": False}, [[5]]),
    ("Dense", {"units": 4, "activation": "softmax"}, [[2, 3, 5]]),
    ("Dropout", {"rate": 0.4}, [[5]]),
    ("Flatten", {}, [[2, 3, 4]]),
    ("Flatten", {}, [[5]]),
    ("Flatten", {}, [[]]),
    ("ELU", {}, [[6]]),
    ("ELU", {"alpha": 0.5}, [[3, 4]]),
    ("GaussianNoise", {"stddev": 0.3}, [[5]]),
    ("LeakyReLU", {}, [[6]]),
    ("LeakyReLU", {"negative_slope": 0.05}, [[3, 4]]),
    ("PReLU", {}, [[6]]),
    ("PReLU", {"shared_axes": [1, 2]}, [[2, 3, 4]]),
    ("ReLU", {}, [[6]]),
    ("ReLU", {"max_value": 1.0, "negative_slope": 0.2, "threshold": 0.5}, [[3, 4]]),
    ("ReLU", {"max_value": 6.0}, [[6]]),
    ("Reshape", {"target_shape": [3, 4]}, [[12]]),
    ("Reshape", {"target_shape": [2, -1, 3]}, [[4, 3]]),
    ("Reshape", {"target_shape": [-1]}, [[4, 3]]),
    ("Softmax", {}, [[5]]),
    ("Softmax", {"axis": 1}, [[5]]),
    ("Softmax", {"axis": 1}, [[3, 4]]),
    ("Softmax", {"axis": -2}, [[2, 3, 4]]),
    *CONVOLUTIONS,
    *IMAGES,
]




def inputs_of(shapes, ties):
    """Normally distributed; with `ties`, of few different values, as behind a ReLU."""
    arrays = [(rng.normal(size=[3, *shape]) * 2).astype(np.float32) for shape in shapes]
    return [tf.Variable(np.maximum(0, np.round(x)) if ties else x) for x in arrays]


def make():
    cases = []
    for name, options, shapes, *how in CASES:
        layer = getattr(keras.layers, name)(**options)
        inputs = inputs_of(shapes, "ties" in how)
        given = inputs if len(inputs) > 1 else inputs[0]
        layer(given)
        # A bias of zero would not show whether it is added. (Variances are positive.)
        for weight in layer.weights:
            drawn = rng.normal(size=weight.shape).astype(np.float32)
            weight.assign(np.abs(drawn) + 0.1 if weight.name == "moving_variance" else drawn)
        before = [array(w.value) for w in layer.weights]
        training = {"training": True} if "training" in how else {}
        with tf.GradientTape() as tape:
            y = layer(given, **training)
        dy = rng.normal(size=y.shape).astype(np.float32)
        state = [w for w in layer.weights if "moving" in w.name]
        learned = [w for w in layer.weights if "moving" not in w.name]
        gradients = tape.gradient(y, [*inputs, *[w.value for w in learned]], output_gradients=dy)
        count = len(inputs)
        case = {
            "name": name,
            "options": options,
            "inputs": [array(x) for x in inputs],
            "weights": [{"name": w.name, "value": value} for w, value in zip(layer.weights, before)],
            "output": array(y),
            "dy": array(dy),
            "inputGradients": [array(g) for g in gradients[:count]],
            "weightGradients": [array(g) for g in gradients[count:]],
        }
        if training:
            case |= {"training": True, "state": {w.name: array(w.value) for w in state}}
        cases.append(case)
    write("layers", cases)
