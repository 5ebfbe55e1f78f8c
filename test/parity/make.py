"""Writes the parity cases: cases/*.yaml, weights/*.npz, golden/*.json and the data that they read.

    "$(node scripts/python-env.mjs keras)" test/parity/make.py [name ...]

Each case is an experiment in dlx's format that maps one to one on Keras calls; its golden file has what Keras gave
from the same initial weights, reading the rows in the same order. With names, only those cases are made anew.
"""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import json
import sys
from pathlib import Path

import keras
import numpy as np
from cases import CASES
from ends import add_rows
from golden import initialize, train
from rows import make_data
from yaml_text import experiment_text

HERE = Path(__file__).resolve().parent


def main(names):
    data = make_data(HERE / "data")
    add_rows(HERE / "data", data)
    for folder in ("cases", "golden", "weights"):
        (HERE / folder).mkdir(exist_ok=True)
    for case in CASES:
        if names and case["name"] not in names:
            continue
        name = case["name"]
        model = initialize(case, data[case["data"]])
        weights = {w.path: keras.ops.convert_to_numpy(w.value) for w in model.weights}
        np.savez_compressed(HERE / "weights" / f"{name}.npz", **weights)
        (HERE / "cases" / f"{name}.yaml").write_text(experiment_text(case))
        golden = train(case, model, data[case["data"]])
        (HERE / "golden" / f"{name}.json").write_text(json.dumps(golden, indent=1) + "\n")
        print(name, golden["history"]["loss"])


if __name__ == "__main__":
    main(sys.argv[1:])
