"""experiments/mnist-mlp.yaml in Keras 3 on TensorFlow: fit on arrays that are loaded and scaled beforehand."""
import json
import os
import sys
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"
import keras
from mnist import load

folder, epochs = sys.argv[1], int(sys.argv[2])
keras.utils.set_random_seed(0)
x, y = load(folder, "train")
x_test, y_test = load(folder, "t10k")
x, x_test = x.astype("float32") / 255, x_test.astype("float32") / 255
model = keras.Sequential([
    keras.Input((28, 28)),
    keras.layers.Flatten(),
    keras.layers.Dense(128, activation="relu"),
    keras.layers.Dense(10, activation="softmax"),
])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
seconds = []


class Clock(keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        self.begun = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        seconds.append(time.perf_counter() - self.begun)


model.fit(x, y, batch_size=64, epochs=epochs, verbose=0, callbacks=[Clock()])
accuracy = model.evaluate(x_test, y_test, verbose=0)[1]
print(json.dumps({"version": f"keras {keras.__version__}", "epochs": seconds, "accuracy": accuracy}))
