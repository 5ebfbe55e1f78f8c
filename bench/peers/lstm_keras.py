"""The network of bench/lstm.mjs in Keras 3 on TensorFlow on the first ROWS images, loaded and scaled beforehand."""
import json
import os
import sys
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"
import keras
from mnist import load

epochs, rows, steps = map(int, sys.argv[2:])
keras.utils.set_random_seed(0)
x, y = load(sys.argv[1], "train")
x = x[:rows].reshape(rows, steps, -1).astype("float32") / 255
y = y[:rows].astype("int64")
begun_all = time.perf_counter()
model = keras.Sequential([
    keras.Input(x.shape[1:]),
    keras.layers.LSTM(128),
    keras.layers.Dense(10, activation="softmax"),
])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
seconds = []


class Clock(keras.callbacks.Callback):
    first = None

    def on_epoch_begin(self, epoch, logs=None):
        self.begun = time.perf_counter()

    def on_train_batch_end(self, batch, logs=None):
        if self.first is None:
            self.first = time.perf_counter() - begun_all

    def on_epoch_end(self, epoch, logs=None):
        seconds.append(time.perf_counter() - self.begun)
        self.accuracy = logs["accuracy"]


clock = Clock()
model.fit(x, y, batch_size=64, epochs=epochs, verbose=0, callbacks=[clock])
version = f"keras {keras.__version__}"
print(json.dumps({"version": version, "epochs": seconds, "first": clock.first, "accuracy": float(clock.accuracy)}))
