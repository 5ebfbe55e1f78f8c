"""Parity cases of attention, merges and small layers: what `case` in cases.py takes, by name."""

from networks import rows
from sequences import MASKING, TAGS, rnn, words

# The gradient of a key's bias is zero but for rounding, which Adam scales up: with biases plain SGD.
SGD = ("sgd", {"learning_rate": 0.1, "momentum": 0.5})
NO_BIAS = {"use_bias": False}
MEAN = ("GlobalAveragePooling1D", {"name": "mean"})
FLAT = ("Flatten", {"name": "flat"})
HEADS = {"num_heads": 2, "key_dim": 4}
L2 = {"L2": {"l2": 0.02}}


def dense(name, units, **options):
    return ("Dense", {"units": units, **options, "name": name})


def block(**attention):
    """A transformer's block in front of which stand layers `whole`, of the width 5."""
    return [
        ("LayerNormalization", {"epsilon": 1e-5, "name": "norm"}),
        ("MultiHeadAttention", {**HEADS, **attention, "name": "heads"}),
        ("Add", {"inputs": ["whole", "heads"], "name": "first"}),
        ("LayerNormalization", {"epsilon": 1e-5, "name": "again"}),
        dense("wide", 12, activation="gelu"),
        dense("narrow", 5),
        ("Add", {"inputs": ["first", "narrow"], "name": "second"}),
    ]


POSITIONS = [
    ("PositionEmbedding", {"sequence_length": 9, "inputs": ["lookup"], "name": "places"}),
    ("Add", {"inputs": ["lookup", "places"], "name": "whole"}),
]
WAVES = [
    ("SinePositionEncoding", {"max_wavelength": 50.0, "inputs": ["lookup"], "name": "places"}),
    ("Add", {"inputs": ["lookup", "places"], "name": "whole"}),
]


def pair(*layers, **changes):
    """On rows [6, 2], of which two projections, `left` and `right`, go on."""
    first = [
        dense("left", 4, activation="tanh", inputs=["shape"]),
        ("Conv1D", {"filters": 4, "kernel_size": 2, "inputs": ["shape"], "name": "right"}),
    ]
    return rows([6, 2], *first, *layers, optimizer=SGD, **changes)


def both(kind, name="both", **options):
    return (kind, {**options, "inputs": ["left", "right"], "name": name})


ATTENTION = {
    "attention-additive": pair(both("AdditiveAttention"), MEAN),
    "attention-axes": rows(
        [2, 3, 2],
        ("MultiHeadAttention", {**HEADS, "attention_axes": 2, "name": "rows"}),
        ("MultiHeadAttention", {**HEADS, "name": "all"}),
        FLAT,
        optimizer=SGD,
    ),
    "attention-concat": pair(both("Attention", score_mode="concat", use_scale=True), MEAN),
    "attention-cross": pair(
        both("MultiHeadAttention", **HEADS, value_dim=3, output_shape=5, use_gate=True),
        FLAT,
    ),
    "attention-dot": pair(both("Attention", use_scale=True, use_causal_mask=True), MEAN),
    "attention-group": words(
        ("GroupQueryAttention", {"head_dim": 3, "num_query_heads": 4, "num_key_value_heads": 2, **NO_BIAS, "name": "heads"}),
        MEAN,
        embedding={"mask_zero": True},
    ),
    "attention-masked-pair": words(
        ("Attention", {"inputs": ["lookup", "lookup"], "name": "own"}),
        ("AdditiveAttention", {"inputs": ["own", "lookup", "lookup"], "name": "added"}),
        MEAN,
        embedding={"mask_zero": True},
    ),
    "attention-penalties": rows(
        [6, 2],
        (
            "MultiHeadAttention",
            {
                **HEADS,
                "kernel_regularizer": L2,
                "bias_regularizer": {"L1": {"l1": 0.01}},
                "activity_regularizer": L2,
                "kernel_constraint": {"max_norm": {"max_value": 1.5}},
                "name": "heads",
            },
        ),
        FLAT,
        optimizer=SGD,
    ),
    "attention-three": pair(
        dense("keys", 3, inputs=["right"]),
        ("MultiHeadAttention", {**HEADS, "output_shape": [2, 3], "inputs": ["left", "right", "keys"], "name": "heads"}),
        FLAT,
    ),
    "batch-normalization-masked": words(
        ("BatchNormalization", {"momentum": 0.7, "name": "batch"}),
        MEAN,
        embedding={"mask_zero": True},
        optimizer=SGD,
        epochs=4,
    ),
    "activity": {
        "architecture": [
            dense("hidden", 10, activation="relu", activity_regularizer={"L1L2": {"l1": 0.01, "l2": 0.02}}),
            ("ActivityRegularization", {"l1": 0.02, "l2": 0.01, "name": "penalty"}),
            dense("out", 4, activation="softmax"),
        ],
    },
    "constraints-of-layers": rows(
        [6, 2],
        ("Conv1D", {"filters": 4, "kernel_size": 3, "kernel_constraint": {"max_norm": {"max_value": 0.8}}, "bias_constraint": "non_neg", "activity_regularizer": L2, "name": "conv"}),
        ("LayerNormalization", {"gamma_constraint": {"min_max_norm": {"min_value": 0.5, "max_value": 1.8}}, "beta_constraint": "non_neg", "name": "norm"}),
        ("PReLU", {"alpha_initializer": {"constant": {"value": 0.2}}, "alpha_constraint": "non_neg", "name": "prelu"}),
        ("LSTM", {"units": 3, "activity_regularizer": L2, "name": "lstm"}),
        optimizer=SGD,
    ),
    "dropouts-of-nothing": {
        "architecture": [
            dense("hidden", 10, activation="selu", kernel_initializer="lecun_normal"),
            ("AlphaDropout", {"rate": 0.0, "name": "alpha"}),
            ("GaussianDropout", {"rate": 0.0, "name": "gaussian"}),
            ("Identity", {"name": "same"}),
            dense("out", 4, activation="softmax"),
        ],
    },
    "merges": {
        "architecture": [
            dense("left", 6, activation="tanh"),
            dense("right", 6, inputs=["input"]),
            both("Average", "mean"),
            both("Maximum", "most"),
            both("Minimum", "least"),
            both("Multiply", "times"),
            both("Subtract", "minus"),
            both("Dot", "product", axes=1, normalize=True),
            ("Concatenate", {"inputs": ["mean", "most", "least", "times", "minus", "product"], "name": "joined"}),
            dense("out", 4, activation="softmax"),
        ],
        "optimizer": ("adam", {"learning_rate": 0.01}),
    },
    "merges-masked": words(
        dense("other", 5, activation="tanh"),
        ("Multiply", {"inputs": ["lookup", "other"], "name": "times"}),
        ("Maximum", {"inputs": ["lookup", "times"], "name": "most"}),
        ("Concatenate", {"axis": 1, "inputs": ["most", "other"], "name": "joined"}),
        MEAN,
        embedding={"mask_zero": True},
    ),
    "norms-of-length": rows(
        [4, 3],
        ("Rescaling", {"scale": 0.5, "offset": 0.1, "name": "rescaled"}),
        ("Normalization", {"mean": [0.1, 0.2, 0.0], "variance": [0.3, 0.2, 0.25], "name": "fixed"}),
        dense("hidden", 6, activation="relu"),
        ("RMSNormalization", {"name": "root"}),
        dense("more", 5, activation="tanh"),
        ("UnitNormalization", {"name": "unit"}),
        FLAT,
        optimizer=SGD,
    ),
    "order-of-axes": rows(
        [4, 3],
        ("Permute", {"dims": [2, 1], "name": "turned"}),
        dense("hidden", 5, activation="tanh"),
        ("Dot", {"axes": [2, 2], "inputs": ["hidden", "hidden"], "name": "alike"}),
        FLAT,
        ("RepeatVector", {"n": 3, "name": "again"}),
        ("SimpleRNN", {"units": 4, "name": "rnn"}),
        optimizer=SGD,
    ),
    "transformer": words(*POSITIONS, *block(use_causal_mask=True, **NO_BIAS), MEAN),
    "transformer-biases": words(*POSITIONS, *block(use_causal_mask=True), MEAN, optimizer=SGD),
    "transformer-masked": words(*WAVES, *block(**NO_BIAS), MEAN, embedding={"mask_zero": True}),
    "transformer-tags": rnn(
        MASKING,
        dense("whole", 5, activation="tanh"),
        *block(use_causal_mask=True, sliding_window=3),
        data="tags",
        out=TAGS,
        optimizer=SGD,
        # All rows of the test split in one batch: Keras's mean over batches is not that over steps that count.
        batch_size=24,
    ),
}
