"""The data of the parity cases: small, and of every kind of target."""

import numpy as np
from sequences import make_sequences

TRAIN, TEST = 110, 30


def make_data(folder):
    """Writes data/*.npz; returns their arrays by name. The last batch of 32 has 14 rows."""
    folder.mkdir(exist_ok=True)
    rng = np.random.default_rng(11)
    rows = TRAIN + TEST
    x = rng.normal(size=(rows, 12)).astype(np.float32)
    hidden = np.tanh(x @ rng.normal(size=(12, 6)))
    scores = hidden @ rng.normal(size=(6, 4)) + 0.5 * rng.normal(size=(rows, 4))
    classes = scores.argmax(axis=1)
    images = rng.integers(0, 256, (rows, 6, 5, 2)).astype(np.uint8)
    bright = images.astype(np.float64)
    sides = np.stack([bright[:, :3].mean((1, 2, 3)), bright[:, 3:].mean((1, 2, 3)), bright[..., 0].mean((1, 2))], 1)
    made = {
        "binary": (x, (scores[:, 0] > 0).astype(np.int64)),
        "classes": (x, classes.astype(np.int64)),
        "images": (images, sides.argmax(axis=1).astype(np.uint8)),
        "labels": (x, (scores[:, :3] > 0).astype(np.float32)),
        "regression": (x, scores[:, :2].astype(np.float32)),
        "value": (x, scores[:, 0].astype(np.float64)),
    }
    data = {}
    for name, (inputs, targets) in made.items():
        arrays = {
            "x_train": inputs[:TRAIN],
            "y_train": targets[:TRAIN],
            "x_test": inputs[TRAIN:],
            "y_test": targets[TRAIN:],
        }
        data[name] = arrays
    data |= make_sequences()
    for name, arrays in data.items():
        np.savez_compressed(folder / f"{name}.npz", **arrays)
    return data
