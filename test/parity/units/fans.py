"""The fans that Keras's initializers are given for kernels whose axes are inputs or outputs by what a layer does."""

import keras
import numpy as np
from keras.src.initializers.random_initializers import compute_fans

from .common import write

CASES = [
    ("MultiHeadAttention", {"num_heads": 3, "key_dim": 4, "value_dim": 5}, [[6, 7]]),
    ("MultiHeadAttention", {"num_heads": 2, "key_dim": 4, "output_shape": [3, 2]}, [[6, 7]]),
    ("GroupQueryAttention", {"head_dim": 4, "num_query_heads": 6, "num_key_value_heads": 2}, [[6, 7]]),
    ("EinsumDense", {"equation": "abc,cde->abde", "output_shape": [6, 2, 3]}, [[6, 7]]),
    ("EinsumDense", {"equation": "abc,bcd->abd", "output_shape": [6, 4]}, [[6, 7]]),
    ("EinsumDense", {"equation": "...x,xy->...y", "output_shape": 4}, [[6, 7]]),
    ("DepthwiseConv1D", {"kernel_size": 3, "depth_multiplier": 2, "use_bias": False}, [[6, 7]]),
    ("Conv1DTranspose", {"kernel_size": 3, "filters": 2, "use_bias": False}, [[6, 7]]),
]


class Spy(keras.initializers.VarianceScaling):
    """Takes down fans in the order in which kernels are made."""

    seen = []

    def __call__(self, shape, dtype=None):
        Spy.seen.append([int(fan) for fan in compute_fans(shape, self.input_axes, self.output_axes)])
        return super().__call__(shape, dtype)


def make():
    cases = []
    for name, options, shapes in CASES:
        Spy.seen = []
        option = "depthwise_initializer" if name.startswith("Depthwise") else "kernel_initializer"
        layer = getattr(keras.layers, name)(**options, **{option: Spy()})
        x = np.zeros([2, *shapes[0]], np.float32)
        layer(x, x) if name.endswith("Attention") else layer(x)
        kernels = [w.path.removeprefix(f"{layer.name}/") for w in layer.weights if w.name == "kernel"]
        assert len(kernels) == len(Spy.seen), (name, kernels, Spy.seen)
        cases.append({"name": name, "options": options, "inputs": shapes, "fans": Spy.seen, "kernels": kernels})
    write("layers", cases, "fans")
