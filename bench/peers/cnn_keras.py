"""experiments/mnist-cnn.yaml in Keras 3 on TensorFlow on the first ROWS images, loaded and scaled beforehand."""
import json
import os
import sys
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"
import keras
from mnist import load

folder, epochs, rows = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
keras.utils.set_random_seed(0)
x, y = load(folder, "train")
x = x[:rows, :, :, None].astype("float32") / 255
y = keras.utils.to_categorical(y[:rows], 10)
model = keras.Sequential([
    keras.Input((28, 28, 1)),
    keras.layers.Conv2D(32, 3, activation="relu"),
    keras.layers.Conv2D(64, 3, activation="relu"),
    keras.layers.MaxPooling2D(2),
    keras.layers.Dropout(0.25),
    keras.layers.Flatten(),
    keras.layers.Dense(128, activation="relu"),
    keras.layers.Dropout(0.5),
    keras.layers.Dense(10, activation="softmax"),
])
model.compile(
    optimizer=keras.optimizers.Adadelta(learning_rate=1.0), loss="categorical_crossentropy", metrics=["accuracy"]
)
seconds = []


class Clock(keras.callbacks.Callback):
    def on_epoch_begin(self, epoch, logs=None):
        self.begun = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        seconds.append(time.perf_counter() - self.begun)
        self.accuracy = logs["accuracy"]


clock = Clock()
model.fit(x, y, batch_size=128, epochs=epochs, verbose=0, callbacks=[clock])
print(json.dumps({"version": f"keras {keras.__version__}", "epochs": seconds, "accuracy": float(clock.accuracy)}))
