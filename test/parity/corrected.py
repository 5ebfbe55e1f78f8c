"""Activations that Keras 3.15 gets wrong, as they should be."""

import keras
import tensorflow as tf


def sparsemax(x, axis=-1):
    """
    The projection onto the simplex (Martins and Astudillo, 2016) by halving an interval around the threshold, and not by
    sorting; then once more from the support, through which the gradient goes. Keras sums up cumulative sums.
    """
    below, above = (tf.reduce_max(tf.stop_gradient(x), axis=axis, keepdims=True) - less for less in (1.0, 0.0))
    for _ in range(40):
        middle = (below + above) / 2
        many = tf.reduce_sum(tf.maximum(tf.stop_gradient(x) - middle, 0), axis=axis, keepdims=True) > 1
        below, above = tf.where(many, middle, below), tf.where(many, above, middle)
    support = tf.cast(tf.stop_gradient(x) > (below + above) / 2, x.dtype)
    count = tf.reduce_sum(support, axis=axis, keepdims=True)
    return support * (x - (tf.reduce_sum(support * x, axis=axis, keepdims=True) - 1) / count)


CORRECTED = {"sparsemax": sparsemax}


def gate_of(options):
    """The options of a glu as activation, taken out of a layer's options; None where there is none."""
    activation = options.get("activation")
    if activation != "glu" and not (isinstance(activation, dict) and "glu" in activation):
        return None
    del options["activation"]
    return {} if activation == "glu" else activation["glu"]


def gated(tensor, axis=-1):
    """Glu as a layer that knows what shape it gives; what ends in one in Keras says its shape before it."""
    shape = list(tensor.shape)
    shape[axis] //= 2
    return keras.layers.Lambda(lambda x: keras.activations.glu(x, axis=axis), output_shape=tuple(shape[1:]))(tensor)
