"""Parity cases of recurrent layers and lookups, by name, and the sequences that they read."""

import numpy as np

ADAM = ("adam", {"learning_rate": 0.01})
OUT = ("Dense", {"units": 3, "activation": "softmax", "name": "out"})
# Every step of a sequence is given a class.
TAGS = ("TimeDistributed", {"layer": {"Dense": {"units": 3, "activation": "softmax"}}, "name": "out"})
MASKING = ("Masking", {"name": "masking"})
TRAIN, TEST, STEPS = 80, 24, 7


def make_sequences():
    """Arrays by name: features [steps, 3] and tokens [steps], of which the last ones may be zeros, padding."""
    rng = np.random.default_rng(23)
    rows = TRAIN + TEST
    lengths = rng.integers(2, STEPS + 1, rows)
    inside = np.arange(STEPS) < lengths[:, None]
    features = (rng.normal(size=(rows, STEPS, 3)) * inside[..., None]).astype(np.float32)
    tokens = (rng.integers(1, 12, (rows, STEPS)) * inside).astype(np.int32)
    running = np.cumsum(features[..., 0] + 0.5 * features[..., 1] * features[..., 2], axis=1)
    tags = np.digitize(running, [-0.7, 0.7]).astype(np.int64)
    kinds = (np.take(rng.integers(0, 3, 12), tokens).sum(axis=1) % 3).astype(np.int64)
    made = {
        "sequences": (features, tags[:, -1]),
        "tags": (features, tags),
        "tokens": (tokens, kinds),
    }
    return {
        name: {"x_train": x[:TRAIN], "y_train": y[:TRAIN], "x_test": x[TRAIN:], "y_test": y[TRAIN:]}
        for name, (x, y) in made.items()
    }


def rnn(*layers, data="sequences", out=OUT, **changes):
    return {"data": data, "architecture": [*layers, out], "optimizer": ADAM, "batch_size": 20, "epochs": 3, **changes}


def words(*layers, **changes):
    return rnn(("Embedding", {"input_dim": 12, "output_dim": 5, **changes.pop("embedding", {}), "name": "lookup"}), *layers, data="tokens", **changes)


SEQUENCES = {
    "bidirectional": words(
        ("Bidirectional", {"layer": {"LSTM": {"units": 4}}, "name": "both"}),
        embedding={"mask_zero": True},
    ),
    "bidirectional-backward": rnn(
        (
            "Bidirectional",
            {
                "layer": {"GRU": {"units": 4, "return_sequences": True}},
                "backward_layer": {"SimpleRNN": {"units": 4, "return_sequences": True, "go_backwards": True}},
                "merge_mode": "ave",
                "name": "both",
            },
        ),
        ("Flatten", {"name": "flat"}),
    ),
    "bidirectional-sequences": rnn(
        MASKING,
        ("Bidirectional", {"layer": {"GRU": {"units": 4, "return_sequences": True, "name": "gates"}}, "merge_mode": "sum", "name": "both"}),
        ("Bidirectional", {"layer": {"SimpleRNN": {"units": 3}}, "merge_mode": "mul", "name": "product"}),
    ),
    "embedding-adagrad": words(("Flatten", {"name": "flat"}), optimizer=("adagrad", {"learning_rate": 0.05})),
    "embedding-momentum": words(
        ("GRU", {"units": 4, "name": "gru"}), optimizer=("sgd", {"learning_rate": 0.1, "momentum": 0.9})
    ),
    "embedding-penalty": words(
        ("Flatten", {"name": "flat"}),
        embedding={
            "embeddings_initializer": {"random_normal": {"stddev": 0.5}},
            "embeddings_regularizer": {"L2": {"l2": 0.01}},
        },
    ),
    "embedding-rmsprop": words(("LSTM", {"units": 4, "name": "lstm"}), optimizer=("rmsprop", {"learning_rate": 0.01})),
    "gru": rnn(("GRU", {"units": 5, "name": "gru"})),
    "gru-before": rnn(
        MASKING,
        ("GRU", {"units": 5, "reset_after": False, "return_sequences": True, "name": "first"}),
        ("GRU", {"units": 4, "reset_after": False, "use_bias": False, "name": "second"}),
    ),
    "gru-options": rnn(
        MASKING,
        (
            "GRU",
            {
                "units": 5,
                "activation": "softsign",
                "recurrent_activation": "hard_sigmoid",
                "kernel_regularizer": {"L2": {"l2": 0.01}},
                "go_backwards": True,
                "return_sequences": True,
                "name": "first",
            },
        ),
        ("GRU", {"units": 4, "use_bias": False, "name": "second"}),
    ),
    "lstm": rnn(("LSTM", {"units": 5, "name": "lstm"})),
    "lstm-masked": words(
        ("LSTM", {"units": 5, "return_sequences": True, "name": "first"}),
        ("LSTM", {"units": 4, "go_backwards": True, "name": "second"}),
        embedding={"mask_zero": True},
    ),
    "lstm-options": rnn(
        (
            "LSTM",
            {
                "units": 5,
                "activation": "silu",
                "recurrent_activation": "hard_sigmoid",
                "unit_forget_bias": False,
                "recurrent_regularizer": {"L2": {"l2": 0.02}},
                "bias_regularizer": {"L1": {"l1": 0.01}},
                "name": "first",
            },
        ),
    ),
    "lstm-tags": rnn(
        ("LSTM", {"units": 5, "return_sequences": True, "use_bias": False, "name": "lstm"}), data="tags", out=TAGS
    ),
    "masked-tags": rnn(
        ("Masking", {"mask_value": 0.0, "name": "masking"}),
        ("SimpleRNN", {"units": 6, "return_sequences": True, "name": "rnn"}),
        data="tags",
        out=TAGS,
        # A masked mean goes over one batch at a time: the test split is to be one.
        batch_size=24,
    ),
    "simple-rnn": rnn(("SimpleRNN", {"units": 6, "name": "rnn"})),
    "simple-rnn-options": rnn(
        ("SimpleRNN", {"units": 5, "activation": "relu", "go_backwards": True, "return_sequences": True, "name": "rnn"}),
        ("GlobalMaxPooling1D", {"name": "top"}),
        optimizer=("sgd", {"learning_rate": 0.1}),
    ),
}
