"""Cases of several inputs, several outputs, and rows that do not all count alike.

Keras on TensorFlow does not know how many rows a batch has when it adds up `<output>_loss` (CompileLoss.call traces with
an unknown first axis), and lets a last, smaller batch count like a whole one: cases with several outputs have batches of
10, which divide both splits.
"""

MSE = ("mean_squared_error", {})
SPARSE = ("sparse_categorical_crossentropy", {})
BINARY = ("binary_crossentropy", {})
VALUES = {"price": [0], "kind": [1], "sold": [2]}

TRUNK = ("Dense", {"units": 10, "activation": "relu", "name": "trunk"})
PRICE = ("Dense", {"units": 1, "inputs": ["trunk"], "name": "price"})
KIND = ("Dense", {"units": 4, "activation": "softmax", "inputs": ["trunk"], "name": "kind"})
SOLD = ("Dense", {"units": 1, "activation": "sigmoid", "inputs": ["trunk"], "name": "sold"})
L2 = {"kernel_regularizer": {"L2": {"l2": 0.01}}}

# An output in the middle: layers behind it lead to the other one.
AUXILIARY = [
    ("Dense", {"units": 8, "activation": "tanh", **L2, "name": "first"}),
    ("Dense", {"units": 1, "activation": "sigmoid", "name": "sold"}),
    ("Dense", {"units": 6, "activation": "relu", "inputs": ["first"], "name": "second"}),
    ("BatchNormalization", {"name": "norm"}),
    ("Concatenate", {"inputs": ["norm", "sold"], "name": "both"}),
    ("Dense", {"units": 4, "activation": "softmax", "name": "kind"}),
]
TOWERS = [
    ("Dense", {"units": 6, "activation": "relu", "inputs": ["left"], "name": "a"}),
    ("Dense", {"units": 5, "activation": "tanh", "inputs": ["right"], "name": "b"}),
    ("Concatenate", {"inputs": ["a", "b", "one"], "name": "joined"}),
    ("Dense", {"units": 4, "activation": "softmax", "name": "out"}),
]
CODER = [
    ("Dense", {"units": 5, "activation": "tanh", "name": "code"}),
    ("Dense", {"units": 12, "name": "decoded"}),
]

HEADS = {
    "class-weight": {"class_weight": {0: 1, 2: 5, 3: 0.25}},
    "class-weight-balanced": {"class_weight": "balanced", "batch_size": 20},
    "class-weight-one-hot": {
        "class_weight": {1: 3},
        "one_hot": True,
        "loss": ("categorical_crossentropy", {}),
    },
    "inputs-several": {
        "inputs": {"left": [0, 1, 2, 7], "right": [11, 4, 5], "one": [3]},
        "architecture": TOWERS,
        "optimizer": ("adam", {"learning_rate": 0.01}),
    },
    "inputs-whole-too": {
        "inputs": {"few": [5, 6, 7]},
        "architecture": [
            ("Dense", {"units": 6, "activation": "relu", "name": "all"}),
            ("Dense", {"units": 6, "activation": "relu", "inputs": ["few"], "name": "some"}),
            ("Add", {"inputs": ["all", "some"], "name": "sum"}),
            ("Dense", {"units": 4, "activation": "softmax", "name": "out"}),
        ],
    },
    "outputs-auxiliary": {
        "batch_size": 10,
        "data": "several",
        "architecture": AUXILIARY,
        "targets": {"sold": [2], "kind": [1]},
        "loss": {"sold": BINARY, "kind": SPARSE},
        "loss_weights": {"sold": 0.3, "kind": 1.0},
        "metrics": {"sold": [("binary_accuracy", {})], "kind": [("accuracy", {})]},
        "optimizer": ("adam", {"learning_rate": 0.01}),
    },
    "outputs-inputs-weights": {
        "batch_size": 10,
        "data": "several",
        "inputs": {"left": [0, 1, 2, 3], "right": [8, 9, 10]},
        "architecture": [
            ("Dense", {"units": 6, "activation": "relu", "inputs": ["left"], "name": "a"}),
            ("Dense", {"units": 5, "activation": "tanh", "inputs": ["right"], "name": "b"}),
            ("Concatenate", {"inputs": ["a", "b"], "name": "trunk"}),
            PRICE,
            KIND,
        ],
        "targets": {"price": [0], "kind": [1]},
        "sample_weight": "w",
        "loss": {"price": MSE, "kind": SPARSE},
        "loss_weights": {"price": 0.2, "kind": 2.0},
        "metrics": {"price": [("mean_absolute_error", {})], "kind": [("accuracy", {})]},
    },
    "outputs-logits": {
        "batch_size": 10,
        "data": "several",
        "architecture": [
            TRUNK,
            ("Dense", {"units": 4, "inputs": ["trunk"], "name": "kind"}),
            ("Dense", {"units": 2, "inputs": ["trunk"], "name": "pair"}),
        ],
        "targets": {"kind": [1], "pair": [2, 0]},
        "loss": {"kind": ("sparse_categorical_crossentropy", {"from_logits": True}), "pair": MSE},
        "metrics": {"kind": [("accuracy", {})], "pair": [("mean_absolute_error", {})]},
    },
    "outputs-same-target": {
        "batch_size": 10,
        "data": "classes",
        "architecture": [TRUNK, KIND, ("Dense", {"units": 4, "activation": "softmax", "inputs": ["trunk"], "name": "again"})],
        "loss": {"kind": SPARSE, "again": SPARSE},
        "loss_weights": {"kind": 1.0, "again": 0.5},
        "metrics": {"again": [("accuracy", {})]},
    },
    "outputs-three": {
        "batch_size": 10,
        "data": "several",
        "architecture": [TRUNK, PRICE, KIND, SOLD],
        "targets": VALUES,
        "loss": {"price": MSE, "kind": SPARSE, "sold": BINARY},
        "metrics": {"price": [("mean_absolute_error", {})], "kind": [("accuracy", {})], "sold": [("accuracy", {})]},
        "optimizer": ("sgd", {"learning_rate": 0.05}),
    },
    "outputs-with-input": {
        "batch_size": 10,
        "data": "several",
        "architecture": [*CODER, ("Dense", {"units": 4, "activation": "softmax", "inputs": ["code"], "name": "kind"})],
        "targets": {"decoded": "input", "kind": [1]},
        "loss": {"decoded": MSE, "kind": SPARSE},
        "metrics": {"kind": [("accuracy", {})]},
    },
    "target-input": {"target": "input", "architecture": CODER, "loss": MSE, "metrics": [("mean_absolute_error", {})]},
    "weights": {"data": "weighted", "sample_weight": "w"},
    "weights-masked": {
        "data": "weighted-tags",
        "sample_weight": "w",
        "masked": True,
        "metrics": [],
        "architecture": [
            ("Masking", {"mask_value": 0.0, "name": "masking"}),
            ("Dense", {"units": 6, "activation": "tanh", "name": "each"}),
            ("Dense", {"units": 3, "activation": "softmax", "name": "out"}),
        ],
    },
    "weights-regularized": {
        "data": "weighted",
        "sample_weight": "w",
        "architecture": [
            ("Dense", {"units": 10, "activation": "relu", **L2, "name": "hidden"}),
            ("Dense", {"units": 4, "activation": "softmax", "name": "out"}),
        ],
        "optimizer": ("adam", {"learning_rate": 0.01}),
        "batch_size": "full",
    },
}
