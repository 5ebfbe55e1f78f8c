"""Every loss: the loss of each item, and the gradient of their mean with respect to the output."""

import keras
import numpy as np
import tensorflow as tf

from .common import array, write

rng = np.random.default_rng(2)
classes, rows = 5, 7
logits = (rng.normal(size=(rows, classes)) * 4).astype(np.float32)
logits[0] = [40, -40, 0, 0, 0]
probabilities = keras.ops.convert_to_numpy(keras.ops.softmax(logits))
# Corners that clipping is for: a probability of exactly 0 and 1.
probabilities[1] = [0, 1, 0, 0, 0]
numbers = rng.integers(0, classes, rows).astype(np.int32)
one_hot = np.eye(classes, dtype=np.float32)[numbers]
wide = (rng.normal(size=(3, 4, classes)) * 2).astype(np.float32)
wide_numbers = rng.integers(0, classes, (3, 4)).astype(np.int32)
soft = rng.dirichlet(np.ones(classes), rows).astype(np.float32)
binary_logits = (rng.normal(size=(rows, 1)) * 5).astype(np.float32)
binary_logits[:3, 0] = [60, -60, 0]
binary = keras.ops.convert_to_numpy(keras.ops.sigmoid(binary_logits))
binary[0, 0], binary[1, 0] = 1, 0
bits = rng.integers(0, 2, rows).astype(np.int32)
many_bits = rng.integers(0, 2, (rows, classes)).astype(np.float32)
many_sigmoids = keras.ops.convert_to_numpy(keras.ops.sigmoid(logits / 4))
values = rng.normal(size=(rows, classes)).astype(np.float32)
column = rng.normal(size=(rows, 1)).astype(np.float32)
flat = rng.normal(size=rows).astype(np.float32)
flat[2] = column[2, 0]  # an error of exactly zero
series = rng.normal(size=(3, 4, 1)).astype(np.float32)
series_target = rng.normal(size=(3, 4)).astype(np.float32)

LOGITS = {"from_logits": True}
CASES = [
    ("sparse_categorical_crossentropy", LOGITS, numbers, logits),
    ("sparse_categorical_crossentropy", LOGITS, numbers[:, None], logits),
    ("sparse_categorical_crossentropy", LOGITS, wide_numbers, wide),
    ("sparse_categorical_crossentropy", {}, numbers, probabilities),
    ("sparse_categorical_crossentropy", {}, numbers, many_sigmoids),
    ("categorical_crossentropy", LOGITS, one_hot, logits),
    ("categorical_crossentropy", {**LOGITS, "label_smoothing": 0.1}, one_hot, logits),
    ("categorical_crossentropy", LOGITS, soft, logits),
    ("categorical_crossentropy", {}, one_hot, probabilities),
    ("categorical_crossentropy", {"label_smoothing": 0.2}, one_hot, probabilities),
    ("categorical_crossentropy", {}, one_hot.astype(np.int32), many_sigmoids),
    ("binary_crossentropy", LOGITS, bits, binary_logits),
    ("binary_crossentropy", {**LOGITS, "label_smoothing": 0.1}, bits[:, None], binary_logits),
    ("binary_crossentropy", LOGITS, many_bits, logits),
    ("binary_crossentropy", {}, bits, binary),
    ("binary_crossentropy", {"label_smoothing": 0.1}, bits, binary),
    ("binary_crossentropy", {}, many_bits, many_sigmoids),
    ("mean_squared_error", {}, values, logits),
    ("mean_squared_error", {}, flat, column),
    ("mean_squared_error", {}, bits, column),
    ("mean_squared_error", {}, series_target, series),
    ("mean_absolute_error", {}, values, logits),
    ("mean_absolute_error", {}, flat, column),
    ("mean_absolute_error", {}, series_target, series),
]

CLASSES = {
    "sparse_categorical_crossentropy": keras.losses.SparseCategoricalCrossentropy,
    "categorical_crossentropy": keras.losses.CategoricalCrossentropy,
    "binary_crossentropy": keras.losses.BinaryCrossentropy,
    "mean_squared_error": keras.losses.MeanSquaredError,
    "mean_absolute_error": keras.losses.MeanAbsoluteError,
}


def make():
    cases = []
    for name, options, target, output in CASES:
        loss = CLASSES[name](**options)
        variable = tf.Variable(output)
        with tf.GradientTape() as tape:
            items = CLASSES[name](**options, reduction=None)(target, variable)
            mean = loss(target, variable)
        gradient = tape.gradient(mean, variable)
        cases.append(
            {
                "name": name,
                "options": options,
                "target": array(target),
                "output": array(output),
                "items": array(items),
                "mean": float(mean),
                "gradient": array(gradient),
            }
        )
    write("losses", cases)
