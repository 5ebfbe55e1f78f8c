"""Writes the fixtures test/<folder>/fixtures/keras.json: what Keras 3 gives for the parts of each folder of src.

    "$(node scripts/python-env.mjs keras)" test/parity/units.py
"""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import importlib

FOLDERS = ["activations", "adapting", "attention", "augmentations", "callbacks", "constraints", "fans", "further", "initializers", "layers", "losses", "metrics", "optimizers", "plateau", "recurrent", "regularizers", "schedules", "signatures", "sparsemax", "texts"]

if __name__ == "__main__":
    for folder in FOLDERS:
        importlib.import_module(f"units.{folder}").make()
