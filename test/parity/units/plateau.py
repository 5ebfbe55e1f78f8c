"""ReduceLROnPlateau driven with random values: the learning rate behind every epoch."""

import keras
import numpy as np

from .callbacks import Model
from .common import number, write

rng = np.random.default_rng(31)


class Optimizer:
    """What ReduceLROnPlateau touches of an optimizer: a float32 that it can set."""

    def __init__(self, rate):
        self.learning_rate = rate

    def __setattr__(self, name, value):
        super().__setattr__(name, np.float32(value))


def options():
    found = {"monitor": str(rng.choice(["loss", "val_loss", "accuracy", "val_accuracy"]))}
    maybe = {
        "factor": lambda: float(rng.choice([0.5, 0.3, 0.0])),
        "patience": lambda: int(rng.integers(0, 4)),
        "mode": lambda: str(rng.choice(["auto", "min", "max"])),
        "min_delta": lambda: float(rng.choice([0.05, -0.05, 0.0])),
        "cooldown": lambda: int(rng.integers(0, 4)),
        "min_lr": lambda: float(rng.choice([0.001, 0.02, 0.2])),
    }
    for name, draw in maybe.items():
        if rng.random() < (0.9 if name == "patience" else 0.55):
            found[name] = draw()
    return found


def run(settings, rate, values):
    model = Model()
    model.optimizer = Optimizer(rate)
    callback = keras.callbacks.ReduceLROnPlateau(**settings)
    callback.set_model(model)
    callback.on_train_begin()
    rates = []
    for epoch, value in enumerate(values):
        callback.on_epoch_end(epoch, {settings["monitor"]: value})
        rates.append(number(model.optimizer.learning_rate))
    return rates


def make():
    cases = []
    for _ in range(60):
        settings = options()
        rate = float(rng.choice([0.1, 0.01, 1.0]))
        # Steps of 0.05, so that equal values and differences of exactly min_delta occur.
        walk = 0.5 + np.cumsum(rng.normal(size=int(rng.integers(6, 18)))) * 0.07
        values = [number(v) for v in np.round(np.clip(walk, 0, 1) * 20) / 20]
        cases.append({"options": settings, "rate": rate, "values": values, "rates": run(settings, rate, values)})
    write("callbacks", cases, "plateau")
