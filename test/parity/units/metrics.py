"""Every metric over three batches, the last one smaller, as `compile(metrics=[...])` resolves its name."""

import keras
import numpy as np
from keras.src.trainers.compile_utils import get_metric

from .common import array, number, write

rng = np.random.default_rng(3)
SIZES = [8, 8, 3]


def batches(make):
    return [make(size) for size in SIZES]


def numbers(size):
    return rng.integers(0, 4, size).astype(np.int32), ties(size)


def ties(size):
    """Outputs in steps of a quarter, so that equal ones are common."""
    return (rng.integers(0, 4, (size, 4)) / 4).astype(np.float32)


def columns(size):
    target, output = numbers(size)
    return target[:, None], output


def one_hot(size):
    target, output = numbers(size)
    return np.eye(4, dtype=np.float32)[target], output


def steps(size):
    return rng.integers(0, 4, (size, 5)).astype(np.int32), rng.normal(size=(size, 5, 4)).astype(np.float32)


def binary(size):
    return rng.integers(0, 2, size).astype(np.int32), (rng.integers(0, 5, (size, 1)) / 4).astype(np.float32)


def binary_logits(size):
    return rng.integers(0, 2, (size, 1)).astype(np.float32), rng.normal(size=(size, 1)).astype(np.float32)


def labels(size):
    return rng.integers(0, 2, (size, 3)).astype(np.float32), rng.random((size, 3)).astype(np.float32)


def flat(size):
    return rng.normal(size=size).astype(np.float32), rng.normal(size=(size, 1)).astype(np.float32)


def many(size):
    return rng.normal(size=(size, 3)).astype(np.float32), rng.normal(size=(size, 3)).astype(np.float32)


def with_zeros(size):
    target, output = many(size)
    target[0, 0] = 0
    output[0, 0] = 1e-6
    return target, output


CASES = [
    ("accuracy", {}, numbers),
    ("accuracy", {}, columns),
    ("accuracy", {}, one_hot),
    ("accuracy", {}, steps),
    ("accuracy", {}, binary),
    ("accuracy", {}, binary_logits),
    ("binary_accuracy", {}, binary),
    ("binary_accuracy", {}, labels),
    ("binary_accuracy", {"threshold": 0.25}, binary),
    ("categorical_accuracy", {}, one_hot),
    ("mean_absolute_error", {}, flat),
    ("mean_absolute_error", {}, many),
    ("mean_absolute_percentage_error", {}, flat),
    ("mean_absolute_percentage_error", {}, with_zeros),
    ("mean_squared_error", {}, flat),
    ("mean_squared_error", {}, many),
    ("root_mean_squared_error", {}, flat),
    ("root_mean_squared_error", {}, many),
    ("sparse_categorical_accuracy", {}, numbers),
    ("sparse_categorical_accuracy", {}, steps),
]


def camel(name):
    return "".join(word.capitalize() for word in name.split("_"))


def make():
    cases = []
    for name, options, source in CASES:
        data = batches(source)
        target, output = data[0]
        metric = get_metric(name, target, output) if name == "accuracy" else getattr(keras.metrics, camel(name))(**options)
        for target, output in data:
            metric.update_state(target, output)
        pairs = [{"target": array(t), "output": array(o)} for t, o in data]
        cases.append({"name": name, "options": options, "batches": pairs, "result": number(metric.result())})
    write("metrics", cases)
