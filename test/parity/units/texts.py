"""What keras.layers.TextVectorization makes of texts, and keras.utils.timeseries_dataset_from_array of a table.

Sources read them: the fixtures stand in test/datasets/fixtures.
"""

import keras
import numpy as np

from .common import array, write

ADAPT = [
    "The whale, the WHALE! Call me Ishmael.",
    "it's the white whale -- again & again; again",
    "  sea\tsea sea\nship ",
    "\u00c4pfel \u00e4pfel \u00c9t\u00e9 \u00e9t\u00e9 na\u00efve",
    "zebra apple mango",
    "a \U0001f433 \uff01 \U0001f433 b",
    "no\u00a0break stays one",
]
READ = [
    *ADAPT,
    "",
    "unseen words only",
    "the [UNK] whale",
    "whale " * 9,
]
CASES = [
    {"max_tokens": 100, "output_sequence_length": 6},
    {"max_tokens": 8, "output_sequence_length": 4},
    {"max_tokens": 100, "output_sequence_length": 9, "standardize": None},
    {"max_tokens": 100, "output_sequence_length": 5, "standardize": "lower"},
    {"max_tokens": 100, "output_sequence_length": 5, "standardize": "strip_punctuation"},
    {"max_tokens": 60, "output_sequence_length": 12, "split": "character", "standardize": None},
    {"max_tokens": 12, "output_sequence_length": 12, "split": "character"},
    {"max_tokens": 200, "output_sequence_length": 14, "ngrams": 2},
    {"max_tokens": 200, "output_sequence_length": 14, "ngrams": [1, 3]},
    {"max_tokens": 100, "output_mode": "multi_hot"},
    {"max_tokens": 9, "output_mode": "count"},
    {"max_tokens": 40, "output_mode": "tf_idf"},
    {"max_tokens": 50, "output_mode": "tf_idf", "ngrams": 2},
]


def vectorized(options):
    given = dict(options)
    if "ngrams" in given and isinstance(given["ngrams"], list):
        given["ngrams"] = tuple(given["ngrams"])
    if given.get("output_mode", "int") != "int":
        given["pad_to_max_tokens"] = True
    layer = keras.layers.TextVectorization(**given)
    layer.adapt(np.array(ADAPT, dtype=object), batch_size=3)
    return {"options": options, "adapt": ADAPT, "read": READ, "x": array(layer(np.array(READ, dtype=object)))}


WINDOWS = [
    {"rows": 20, "sequence_length": 4},
    {"rows": 23, "sequence_length": 5, "sequence_stride": 3},
    {"rows": 30, "sequence_length": 3, "sequence_stride": 2, "sampling_rate": 4, "horizon": 5},
    {"rows": 12, "sequence_length": 6, "horizon": 0},
    {"rows": 9, "sequence_length": 8, "horizon": 1},
]


def windowed(case):
    rows, horizon = case["rows"], case.get("horizon", 1)
    length, rate = case["sequence_length"], case.get("sampling_rate", 1)
    data = np.arange(2 * rows, dtype=np.float32).reshape(rows, 2)
    # Keras takes the target at the beginning of the window: shifted to stand `horizon` behind the last row of it.
    shift = (length - 1) * rate + horizon
    arguments = {key: case[key] for key in ("sequence_length", "sequence_stride", "sampling_rate") if key in case}
    dataset = keras.utils.timeseries_dataset_from_array(data, data[shift:, 0], batch_size=None, **arguments)
    x, y = zip(*[(window.numpy(), target.numpy()) for window, target in dataset])
    return {"windows": case, "x": array(np.stack(x)), "y": array(np.stack(y))}


def make():
    write("datasets", [vectorized(options) for options in CASES], "text_vectorization")
    write("datasets", [windowed(case) for case in WINDOWS], "windows")
