"""Learning rates of every schedule, step by step, and at steps far out."""

import keras
import numpy as np

from .common import number, write

FAR = [1000, 4096, 99_999, 20_000_000]
CASES = [
    ("CosineDecay", {"initial_learning_rate": 0.1, "decay_steps": 40}),
    ("CosineDecay", {"initial_learning_rate": 0.003, "decay_steps": 33, "alpha": 0.1}),
    ("CosineDecay", {"initial_learning_rate": 0.0, "decay_steps": 30, "warmup_target": 0.1, "warmup_steps": 12}),
    ("CosineDecay", {"initial_learning_rate": 0.02, "decay_steps": 1, "alpha": 0.25, "warmup_target": 0.01, "warmup_steps": 7}),
    ("CosineDecay", {"initial_learning_rate": 0.02, "decay_steps": 9, "warmup_target": 0.3, "warmup_steps": 0}),
    ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 5}),
    ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 8, "t_mul": 1.0, "m_mul": 0.5, "alpha": 0.05}),
    ("CosineDecayRestarts", {"initial_learning_rate": 0.7, "first_decay_steps": 6, "t_mul": 1.5, "m_mul": 0.9}),
    ("CosineDecayRestarts", {"initial_learning_rate": 0.01, "first_decay_steps": 4, "t_mul": 3.0, "m_mul": 1.1, "alpha": 0.2}),
    ("ExponentialDecay", {"initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.9}),
    ("ExponentialDecay", {"initial_learning_rate": 0.05, "decay_steps": 7, "decay_rate": 0.5, "staircase": True}),
    ("ExponentialDecay", {"initial_learning_rate": 0.001, "decay_steps": 20_000, "decay_rate": 1.05}),
    ("InverseTimeDecay", {"initial_learning_rate": 0.1, "decay_steps": 1, "decay_rate": 0.5}),
    ("InverseTimeDecay", {"initial_learning_rate": 0.3, "decay_steps": 12, "decay_rate": 2.0, "staircase": True}),
    ("PiecewiseConstantDecay", {"boundaries": [10, 11, 50], "values": [1.0, 0.5, 0.1, 0.03]}),
    ("PiecewiseConstantDecay", {"boundaries": [0], "values": [0.2, 0.7]}),
    ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 25}),
    ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 30, "end_learning_rate": 0.01, "power": 0.5}),
    ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 7, "end_learning_rate": 0.02, "power": 2.0, "cycle": True}),
    ("PolynomialDecay", {"initial_learning_rate": 0.001, "decay_steps": 13, "end_learning_rate": 0.1}),
]


def make():
    cases = []
    for name, options in CASES:
        schedule = getattr(keras.optimizers.schedules, name)(**options)
        steps = [*range(70), *FAR]
        # As fit counts them.
        rates = [number(schedule(keras.ops.convert_to_tensor(np.int64(step)))) for step in steps]
        cases.append({"name": name, "options": options, "steps": steps, "rates": rates})
    write("schedules", cases)
