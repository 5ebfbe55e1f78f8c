"""Parity cases of layers and activations that came later: what `case` in cases.py takes, by name."""

from heads import BINARY, HEADS, KIND, SOLD, SPARSE, TRUNK
from networks import ADAM, rows

SGD = ("sgd", {"learning_rate": 0.05, "momentum": 0.9})
TOP = ("GlobalMaxPooling1D", {"name": "top"})
MEAN = ("GlobalAveragePooling1D", {"name": "mean"})


def dense(name, units, **options):
    return ("Dense", {"units": units, **options, "name": name})


def hidden(activation):
    return {"architecture": [dense("hidden", 10, activation=activation), dense("out", 4, activation="softmax")]}


VOCABULARY = {
    "activation-glu": hidden("glu"),
    "activation-glu-steps": rows(
        [6, 2],
        ("Conv1D", {"filters": 6, "kernel_size": 2, "padding": "same", "activation": "glu", "name": "first"}),
        ("Activation", {"activation": {"glu": {"axis": 1}}, "name": "halves"}),
        ("Flatten", {"name": "flat"}),
        optimizer=ADAM,
    ),
    "activation-sparsemax": {**hidden("sparsemax"), "optimizer": ("sgd", {"learning_rate": 0.3})},
    "conv1d-separable": rows(
        [6, 2],
        ("SeparableConv1D", {"filters": 6, "kernel_size": 3, "padding": "same", "depth_multiplier": 2, "activation": "relu", "name": "first"}),
        ("DepthwiseConv1D", {"kernel_size": 2, "strides": 2, "depth_multiplier": 2, "use_bias": False, "name": "second"}),
        MEAN,
        optimizer=SGD,
        epochs=4,
    ),
    "conv1d-transpose": rows(
        [6, 2],
        ("Conv1D", {"filters": 4, "kernel_size": 3, "strides": 2, "activation": "tanh", "name": "down"}),
        ("Conv1DTranspose", {"filters": 3, "kernel_size": 3, "strides": 2, "padding": "same", "activation": "tanh", "name": "up"}),
        ("UpSampling1D", {"size": 2, "name": "longer"}),
        ("Conv1DTranspose", {"filters": 4, "kernel_size": 2, "use_bias": False, "name": "wide"}),
        MEAN,
        optimizer=ADAM,
    ),
    "einsum": rows(
        [3, 4],
        ("EinsumDense", {"equation": "abc,cde->abde", "output_shape": [3, 2, 3], "bias_axes": "de", "activation": "relu", "name": "split"}),
        ("EinsumDense", {"equation": "...xy,xyz->...z", "output_shape": 5, "bias_axes": "z", "kernel_regularizer": {"L2": {"l2": 0.01}}, "name": "joined"}),
        ("EinsumDense", {"equation": "abc,bcd->abd", "output_shape": [3, 4], "activation": "tanh", "name": "each"}),
        ("EinsumDense", {"equation": "abc,bd->adc", "output_shape": [2, 4], "bias_axes": "d", "name": "mixed"}),
        ("Flatten", {"name": "flat"}),
        optimizer=ADAM,
        epochs=4,
    ),
    "normalization-adapted": {
        "architecture": [
            ("Normalization", {"name": "norm"}),
            dense("hidden", 10, activation="relu"),
            ("Normalization", {"axis": None, "inputs": ["input"], "name": "whole"}),
            ("Concatenate", {"inputs": ["hidden", "whole"], "name": "both"}),
            dense("out", 4, activation="softmax"),
        ],
    },
    "normalization-channels": {
        "data": "images",
        "preprocess": ["rescale"],
        "architecture": [
            ("Normalization", {"name": "norm"}),
            ("Normalization", {"axis": [2, 3], "inputs": ["input"], "name": "columns"}),
            ("Subtract", {"inputs": ["norm", "columns"], "name": "less"}),
            ("Conv2D", {"filters": 4, "kernel_size": 3, "activation": "tanh", "name": "conv"}),
            ("Flatten", {"name": "flat"}),
            dense("out", 3, activation="softmax"),
        ],
        "batch_size": 20,
    },
    "weighted-metrics": {
        "data": "weighted",
        "sample_weight": "w",
        "metrics": [("accuracy", {}), ("sparse_top_k_categorical_accuracy", {"k": 2})],
        "weighted_metrics": [("accuracy", {}), ("sparse_categorical_crossentropy", {}), ("sparse_top_k_categorical_accuracy", {"k": 2})],
    },
    "weighted-metrics-classes": {
        "class_weight": {0: 1, 2: 5, 3: 0.25},
        "weighted_metrics": [("sparse_categorical_crossentropy", {}), ("accuracy", {})],
    },
    "weighted-metrics-masked": {
        **HEADS["weights-masked"],
        "metrics": [("sparse_categorical_accuracy", {})],
        "weighted_metrics": [("sparse_categorical_accuracy", {}), ("sparse_categorical_crossentropy", {})],
    },
    "weighted-metrics-outputs": {
        "batch_size": 10,
        "data": "several",
        "architecture": [TRUNK, KIND, SOLD],
        "targets": {"kind": [1], "sold": [2]},
        "sample_weight": "w",
        "loss": {"kind": SPARSE, "sold": BINARY},
        "metrics": {"kind": [("accuracy", {})], "sold": [("precision", {"thresholds": 0.45}), ("recall", {})]},
        "weighted_metrics": {
            "kind": [("accuracy", {})],
            "sold": [("precision", {"thresholds": 0.45}), ("auc", {}), ("binary_accuracy", {})],
        },
    },
}
