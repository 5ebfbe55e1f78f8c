"""Layers of KerasHub, which is not among the packages here, by their documentation."""

import keras
import numpy as np
import tensorflow as tf


class PositionEmbedding(keras.layers.Layer):
    """keras_hub.layers.PositionEmbedding."""

    def __init__(self, sequence_length, initializer="glorot_uniform", **kwargs):
        super().__init__(**kwargs)
        self.sequence_length, self.initializer, self.supports_masking = sequence_length, initializer, True

    def build(self, shape):
        self.embeddings = self.add_weight(
            name="embeddings", shape=[self.sequence_length, shape[-1]], initializer=self.initializer
        )

    def call(self, x):
        return tf.broadcast_to(self.embeddings[: x.shape[-2]], tf.shape(x))


class SinePositionEncoding(keras.layers.Layer):
    """keras_hub.layers.SinePositionEncoding."""

    def __init__(self, max_wavelength=10000, **kwargs):
        super().__init__(**kwargs)
        self.max_wavelength, self.supports_masking = max_wavelength, True

    def call(self, x):
        steps, size = x.shape[-2:]
        feature = np.arange(size)
        scale = (1 / self.max_wavelength) ** (2 * (feature // 2) / size)
        angles = np.arange(steps)[:, None] * scale[None]
        values = np.where(feature % 2 == 0, np.sin(angles), np.cos(angles)).astype(np.float32)
        # x takes part, so that its gradient is zero and not nothing.
        return tf.broadcast_to(values, tf.shape(x)) + 0 * x


OURS = {"PositionEmbedding": PositionEmbedding, "SinePositionEncoding": SinePositionEncoding}
