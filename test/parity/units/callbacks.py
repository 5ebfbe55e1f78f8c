"""EarlyStopping driven with random values: when it stops, and which epoch's weights it ends with."""

import keras
import numpy as np
from keras.src.trainers.compile_utils import MetricsList

from .common import number, write

rng = np.random.default_rng(6)


class Model:
    """What EarlyStopping touches of a model; its weights are the number of the epoch."""

    def __init__(self):
        self.stop_training = False
        self.weights = None
        names = {"accuracy": keras.metrics.BinaryAccuracy, "mean_absolute_error": keras.metrics.MeanAbsoluteError}
        self.metrics = [MetricsList([make(name=name) for name, make in names.items()])]

    def get_weights(self):
        return self.weights

    def set_weights(self, weights):
        self.weights = weights


def options():
    found = {"monitor": str(rng.choice(["loss", "val_loss", "accuracy", "val_accuracy", "val_mean_absolute_error"]))}
    maybe = {
        "min_delta": lambda: float(rng.choice([0.05, -0.05, 0.2])),
        "patience": lambda: int(rng.integers(0, 8)),
        "mode": lambda: str(rng.choice(["auto", "min", "max"])),
        "baseline": lambda: float(rng.choice([0.3, 0.5, 0.7])),
        "restore_best_weights": lambda: True,
        "start_from_epoch": lambda: int(rng.integers(0, 4)),
    }
    for name, draw in maybe.items():
        if rng.random() < 0.55:
            found[name] = draw()
    return found


def run(settings, values):
    model = Model()
    callback = keras.callbacks.EarlyStopping(**settings)
    callback.set_model(model)
    callback.on_train_begin()
    stopped = None
    for epoch, value in enumerate(values):
        model.weights = epoch
        callback.on_epoch_end(epoch, {settings["monitor"]: value})
        if model.stop_training:
            stopped = epoch
            break
    callback.on_train_end()
    return {"stopped": stopped, "weights": model.weights}


def make():
    cases = []
    for _ in range(80):
        settings = options()
        # Steps of 0.05, so that equal values and differences of exactly min_delta occur.
        epochs = int(rng.integers(4, 15))
        walk = 0.5 + np.cumsum(rng.normal(size=epochs)) * 0.1
        values = [number(v) for v in np.round(np.clip(walk, 0, 1) * 20) / 20]
        if rng.random() < 0.15:
            values = [number(v) for v in rng.random(epochs)]
        cases.append({"options": settings, "values": values, **run(settings, values)})
    write("callbacks", cases)
