"""Layers that came later, and activations that change shapes: as in units/attention.py, from numbers of their own."""

import numpy as np

from golden import value_of

from .attention import record
from .common import write

SEQUENCE = [[7, 2]]
# A name, options, shapes, and how, as in units/attention.py.
CASES = [
    ("Activation", {"activation": {"glu": {"axis": 1}}}, [[4, 3]]),
    ("Activation", {"activation": {"glu": {"axis": -2}}}, [[3, 2, 2]]),
    ("Conv1D", {"filters": 4, "kernel_size": 2, "activation": "glu"}, SEQUENCE),
    ("Conv1DTranspose", {"filters": 3, "kernel_size": 3}, SEQUENCE),
    ("Conv1DTranspose", {"filters": 2, "kernel_size": [3], "strides": [2], "padding": "same", "activation": "tanh"}, SEQUENCE),
    ("Conv1DTranspose", {"filters": 2, "kernel_size": 2, "strides": 3, "use_bias": False}, SEQUENCE),
    ("Conv1DTranspose", {"filters": 2, "kernel_size": 3, "strides": 2, "output_padding": 1}, SEQUENCE),
    ("Dense", {"units": 6, "activation": "glu"}, [[5]]),
    ("DepthwiseConv1D", {"kernel_size": 3}, SEQUENCE),
    ("DepthwiseConv1D", {"kernel_size": [2], "strides": [2], "padding": "same", "depth_multiplier": 3, "activation": "tanh"}, SEQUENCE),
    ("DepthwiseConv1D", {"kernel_size": 2, "dilation_rate": 3, "use_bias": False}, SEQUENCE),
    ("EinsumDense", {"equation": "ab,bc->ac", "output_shape": 4, "bias_axes": "c"}, [[3]]),
    ("EinsumDense", {"equation": "abc,cd->abd", "output_shape": [None, 4], "bias_axes": "d", "activation": "tanh"}, [[2, 3]]),
    ("EinsumDense", {"equation": "...x,xy->...y", "output_shape": 4, "bias_axes": "y"}, [[2, 2, 3]]),
    ("EinsumDense", {"equation": "ab...,bc->ac...", "output_shape": 4, "bias_axes": "c"}, [[3, 2, 2]]),
    ("EinsumDense", {"equation": "abc,cde->abde", "output_shape": [2, 3, 4], "bias_axes": "d"}, [[2, 5]]),
    ("EinsumDense", {"equation": "abcd,cde->abe", "output_shape": [2, 4], "bias_axes": "be"}, [[2, 3, 2]]),
    ("EinsumDense", {"equation": "abc,bcd->abd", "output_shape": [3, 4], "bias_axes": "bd"}, [[3, 2]]),
    ("EinsumDense", {"equation": "abc,cb->acb", "output_shape": [2, 3]}, [[3, 2]]),
    ("EinsumDense", {"equation": "abc,bd->ad", "output_shape": 4}, [[3, 2]]),
    ("SeparableConv1D", {"filters": 4, "kernel_size": 3}, SEQUENCE),
    ("SeparableConv1D", {"filters": 3, "kernel_size": 2, "strides": 2, "padding": "same", "depth_multiplier": 2, "activation": "relu"}, SEQUENCE),
    ("SeparableConv1D", {"filters": 2, "kernel_size": [2], "dilation_rate": [2], "use_bias": False}, SEQUENCE),
    ("UpSampling1D", {}, SEQUENCE),
    ("UpSampling1D", {"size": 3}, SEQUENCE),
]


def settings_of(options):
    return {key: value_of(key, value) for key, value in options.items()}


def make():
    write("layers", record(CASES, np.random.default_rng(31), settings_of), "further")
