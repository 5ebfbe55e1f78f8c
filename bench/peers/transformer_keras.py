"""The network of bench/transformer.mjs in Keras 3 on TensorFlow."""
import json
import os
import sys
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"
import keras
import numpy as np

path, epochs = sys.argv[1], int(sys.argv[2])
keras.utils.set_random_seed(0)
data = np.load(path)


class Places(keras.layers.Layer):
    def build(self, shape):
        self.embeddings = self.add_weight(shape=shape[1:], initializer="glorot_uniform")

    def call(self, x):
        return x + self.embeddings


source = keras.Input((64,), dtype="int32")
x = Places()(keras.layers.Embedding(128, 128)(source))
for _block in range(2):
    y = keras.layers.LayerNormalization(epsilon=1e-5)(x)
    x = keras.layers.Add()([x, keras.layers.MultiHeadAttention(4, 32)(y, y, use_causal_mask=True)])
    y = keras.layers.LayerNormalization(epsilon=1e-5)(x)
    y = keras.layers.Dense(128)(keras.layers.Dense(512, activation="gelu")(y))
    x = keras.layers.Add()([x, y])
x = keras.layers.LayerNormalization(epsilon=1e-5)(x)
model = keras.Model(source, keras.layers.Dense(128, activation="softmax")(x))
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
seconds = []


class Clock(keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        self.begun = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        seconds.append(time.perf_counter() - self.begun)
        self.loss = logs["loss"]


clock = Clock()
model.fit(data["x_train"], data["y_train"], batch_size=32, epochs=epochs, verbose=0, callbacks=[clock])
print(json.dumps({"version": f"keras {keras.__version__}", "epochs": seconds, "loss": float(clock.loss)}))
