"""Recurrent layers, lookups and layers around layers: what units/attention.py has for others."""

import keras
import numpy as np
from golden import value_of

from .attention import record
from .common import write

SEQUENCE = [[4, 3]]
# A name, options, shapes, and how, as in units/attention.py.
CASES = [
    ("SimpleRNN", {"units": 5}, SEQUENCE),
    ("SimpleRNN", {"units": 5, "activation": "softplus", "use_bias": False, "return_sequences": True}, SEQUENCE, "mask"),
    ("SimpleRNN", {"units": 2, "activation": "gelu", "go_backwards": True}, SEQUENCE, "hidden"),
    ("LSTM", {"units": 5}, SEQUENCE),
    ("LSTM", {"units": 5, "return_sequences": True, "go_backwards": True}, SEQUENCE, "mask"),
    ("LSTM", {"units": 2, "activation": "softsign", "recurrent_activation": "hard_sigmoid", "use_bias": False}, SEQUENCE, "mask"),
    ("LSTM", {"units": 1, "return_sequences": True}, [[1, 2]]),
    ("GRU", {"units": 5}, SEQUENCE),
    ("GRU", {"units": 5, "return_sequences": True}, SEQUENCE, "mask"),
    ("GRU", {"units": 2, "use_bias": False, "go_backwards": True}, SEQUENCE, "hidden"),
    ("GRU", {"units": 5, "reset_after": False, "return_sequences": True}, SEQUENCE, "mask"),
    ("GRU", {"units": 3, "reset_after": False, "activation": "silu", "recurrent_activation": "tanh"}, SEQUENCE),
    ("Bidirectional", {"layer": {"LSTM": {"units": 3}}}, SEQUENCE, "mask"),
    ("Bidirectional", {"layer": {"GRU": {"units": 3, "return_sequences": True}}, "merge_mode": "ave"}, SEQUENCE, "mask"),
    ("Bidirectional", {"layer": {"SimpleRNN": {"units": 3}}, "merge_mode": "sum"}, SEQUENCE),
    (
        "Bidirectional",
        {
            "layer": {"LSTM": {"units": 3, "return_sequences": True}},
            "backward_layer": {"GRU": {"units": 3, "return_sequences": True, "go_backwards": True}},
            "merge_mode": "mul",
        },
        SEQUENCE,
    ),
    ("TimeDistributed", {"layer": {"Dense": {"units": 2, "activation": "tanh"}}}, [[3, 2, 4]], "mask"),
    ("TimeDistributed", {"layer": {"LSTM": {"units": 2}}}, [[2, 3, 4]]),
    ("Embedding", {"input_dim": 5, "output_dim": 3}, [[4]]),
    ("Embedding", {"input_dim": 5, "output_dim": 2, "mask_zero": True}, [[2, 3]]),
    ("Masking", {}, SEQUENCE),
    ("Masking", {"mask_value": 0.5}, SEQUENCE),
]


def settings_of(options):
    # Layers within layers are numbered over the whole process.
    keras.utils.clear_session()
    return {key: value_of(key, value) for key, value in options.items()}


def make():
    rng = np.random.default_rng(12)

    def drawn_of(name):
        if name == "Embedding":
            return lambda shape: rng.integers(0, 5, [3, *shape]).astype(np.float32)
        if name == "Masking":
            # Some steps are all of one value, some have it in one place.
            return lambda shape: rng.choice([0.0, 0.5, 1.25], [3, *shape], p=[0.5, 0.4, 0.1]).astype(np.float32)
        return None

    write("layers", record(CASES, rng, settings_of, drawn_of), "recurrent")
