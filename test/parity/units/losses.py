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


def class_of(name):
    return CLASSES.get(name) or getattr(keras.losses, "".join(word.capitalize() for word in name.split("_")))


# The others: a generator of their own, so that the numbers above stay.
more = np.random.default_rng(22)
signs = np.where(more.integers(0, 2, (rows, classes)) == 1, 1, -1).astype(np.float32)
scores = (more.normal(size=(rows, classes)) * 1.5).astype(np.float32)
scores[0, 0] = signs[0, 0]  # at the kink
counts = more.poisson(2.0, (rows, classes)).astype(np.float32)
rates = more.gamma(2.0, 1.0, (rows, classes)).astype(np.float32)
rates[0, 0] = 0
above = more.normal(size=(rows, classes)).astype(np.float32) + 0.5
law = more.dirichlet(np.ones(classes), rows).astype(np.float32)
peaks = more.dirichlet(np.ones(classes), (3, 4)).astype(np.float32)
peak_numbers = more.integers(0, classes, (3, 4)).astype(np.int32)
peak_hot = np.eye(classes, dtype=np.float32)[peak_numbers]
masks = more.integers(0, 2, (3, 4, 4, 2)).astype(np.float32)
soft_masks = more.random((3, 4, 4, 2)).astype(np.float32)
some = numbers.copy()
some[[1, 4]] = 255
images = more.integers(-1, classes, (3, 4)).astype(np.int32)
images[0, 0] = -1
column_signs = np.where(more.integers(0, 2, rows) == 1, 1, -1).astype(np.int32)
FOCAL, SOFT = "binary_focal_crossentropy", "categorical_focal_crossentropy"
# Of dice and tversky over the whole batch, Keras has one number: every row has it here.
CASES += [
    ("binary_focal_crossentropy", {}, many_bits, many_sigmoids),
    (FOCAL, LOGITS, many_bits, scores),
    (FOCAL, {"gamma": 1.5, "alpha": 0.3, "apply_class_balancing": True}, many_bits, many_sigmoids),
    (FOCAL, {"gamma": 1.0, "label_smoothing": 0.2, **LOGITS}, bits, column),
    (SOFT, {}, one_hot, law),
    (SOFT, {**LOGITS, "alpha": 0.5, "gamma": 3.0}, one_hot, scores),
    (SOFT, {"label_smoothing": 0.1, "gamma": 1.0}, peak_hot, peaks),
    ("categorical_generalized_cross_entropy", {}, numbers, law),
    ("categorical_generalized_cross_entropy", {"q": 0.8}, peak_numbers, peaks),
    ("categorical_hinge", {}, one_hot, scores),
    ("categorical_hinge", {}, peak_hot, peaks),
    ("cosine_similarity", {}, values, scores),
    ("cosine_similarity", {"axis": -2}, peak_hot, peaks),
    ("dice", {}, masks, soft_masks),
    ("dice", {"axis": [1, 2, 3]}, masks, soft_masks),
    ("dice", {"axis": [1, 2]}, masks, soft_masks),
    ("hinge", {}, signs, scores),
    ("hinge", {}, many_bits, scores),
    ("hinge", {}, column_signs, column),
    ("hinge", {}, bits, column),
    ("huber", {}, values, scores),
    ("huber", {"delta": 0.4}, flat, column),
    ("huber", {}, series_target, series),
    ("kl_divergence", {}, soft, law),
    ("kl_divergence", {}, one_hot, probabilities),
    ("log_cosh", {}, values, scores * 20),
    ("log_cosh", {}, flat, column),
    ("mean_absolute_percentage_error", {}, values, scores),
    ("mean_absolute_percentage_error", {}, flat, column),
    ("mean_squared_logarithmic_error", {}, counts, rates),
    ("mean_squared_logarithmic_error", {}, values, above),
    ("poisson", {}, counts, rates),
    ("poisson", {}, bits, rates[:, :1]),
    ("sparse_categorical_crossentropy", {**LOGITS, "ignore_class": 255}, some, logits),
    ("sparse_categorical_crossentropy", {"ignore_class": -1}, images, peaks),
    ("sparse_categorical_crossentropy", {"ignore_class": 2}, numbers[:, None], law),
    ("squared_hinge", {}, signs, scores),
    ("squared_hinge", {}, bits, column),
    ("tversky", {}, masks, soft_masks),
    ("tversky", {"alpha": 0.3, "beta": 0.9, "axis": [1, 2, 3]}, masks, soft_masks),
]
CLASSES["kl_divergence"] = keras.losses.KLDivergence


def make():
    cases = []
    for name, options, target, output in CASES:
        loss = class_of(name)(**options)
        variable = tf.Variable(output)
        with tf.GradientTape() as tape:
            items = class_of(name)(**options, reduction=None)(target, variable)
            if items.shape.rank == 0:
                items = tf.fill([len(output)], items)
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
