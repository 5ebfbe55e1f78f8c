"""The network of experiments/mnist-resnet.yaml and fashion-resnet.yaml in Keras 3 on TensorFlow: the same layers,
defaults of Keras for initializers, BatchNormalization and Adam, and as many of the training rows, drawn at random."""
import json
import os
import sys
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_NUM_INTRAOP_THREADS"] = os.environ["TF_NUM_INTEROP_THREADS"] = "1"
import keras
import numpy as np
from keras import layers
from mnist import load

folder = sys.argv[1]
epochs, seed, rows, batch = (int(word) for word in sys.argv[2:])
keras.utils.set_random_seed(seed)


def conv(filters, size, strides=1):
    return layers.Conv2D(filters, size, strides=strides, padding="same", use_bias=False)


def images(split):
    x, y = load(folder, split)
    return x[..., None].astype("float32") / 255, y


def network():
    image = keras.Input((28, 28, 1))
    stem = layers.ReLU()(layers.BatchNormalization()(conv(16, 3)(image)))

    x = layers.ReLU()(layers.BatchNormalization()(conv(16, 3)(stem)))
    x = layers.BatchNormalization()(conv(16, 3)(x))
    block = layers.ReLU()(layers.Add()([stem, x]))

    x = layers.ReLU()(layers.BatchNormalization()(conv(32, 3, 2)(block)))
    x = layers.BatchNormalization()(conv(32, 3)(x))
    carried = layers.BatchNormalization()(conv(32, 1, 2)(block))
    x = layers.ReLU()(layers.Add()([carried, x]))

    x = layers.GlobalAveragePooling2D()(x)
    return keras.Model(image, layers.Dense(10, activation="softmax")(x))


class Clock(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.seconds = []

    def on_epoch_begin(self, epoch, logs=None):
        self.begun = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        self.seconds.append(time.perf_counter() - self.begun)


x, y = images("train")
kept = np.random.default_rng(seed).permutation(len(x))[:rows]
model = network()
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
clock = Clock()
model.fit(x[kept], y[kept], batch_size=batch, epochs=epochs, verbose=0, callbacks=[clock])
accuracy = model.evaluate(*images("t10k"), batch_size=128, verbose=0)[1]
print(json.dumps({
    "version": f"keras {keras.__version__}",
    "epochs": clock.seconds,
    "accuracy": float(accuracy),
    "parameters": model.count_params(),
}))
