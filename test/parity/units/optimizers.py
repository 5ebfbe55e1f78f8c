"""Every optimizer with the options that all of them take: two weights after every one of 14 steps, and after training."""

import keras
import numpy as np

from .common import array, write

STEPS = 14
SHAPES = [(3, 4), (5,)]
CLASSES = {name.lower(): getattr(keras.optimizers, name) for name in "Adadelta Adagrad Adam Adamax AdamW Ftrl Lamb Lion Nadam RMSprop SGD".split()}
# Rates at which 14 steps go a long way.
RATES = {"adadelta": 1.0, "adagrad": 0.2, "adam": 0.05, "adamax": 0.05, "adamw": 0.05, "ftrl": 0.3, "lamb": 0.05, "lion": 0.02, "nadam": 0.05, "rmsprop": 0.03, "sgd": 0.1}
EMA = {"use_ema": True}

OPTIONS = [
    {"weight_decay": 0.1},
    {"clipnorm": 1.5},
    {"clipvalue": 0.6},
    {"global_clipnorm": 2.0},
    {**EMA},
    {**EMA, "ema_momentum": 0.7, "ema_overwrite_frequency": 3},
    {"gradient_accumulation_steps": 3},
    {**EMA, "ema_momentum": 0.8, "ema_overwrite_frequency": 2, "gradient_accumulation_steps": 2, "clipnorm": 1.0, "weight_decay": 0.05},
]
CASES = [
    *[(name, {"weight_decay": 0.02, "global_clipnorm": 2.5, "use_ema": True, "gradient_accumulation_steps": 2}, {}) for name in sorted(CLASSES)],
    *[("sgd", options, {}) for options in OPTIONS],
    *[("adam", options, {}) for options in OPTIONS],
    ("adamw", {"amsgrad": True}, {}),
    ("rmsprop", {"momentum": 0.5, "centered": True, "use_ema": True, "gradient_accumulation_steps": 4}, {}),
    ("sgd", {}, {"max_norm": {"max_value": 1.0}}),
    ("adam", {"gradient_accumulation_steps": 2, "use_ema": True, "ema_overwrite_frequency": 2}, {"min_max_norm": {"min_value": 0.5, "max_value": 1.0, "rate": 0.5}}),
    ("adam", {"clipvalue": 0.3}, {"non_neg": {}}),
]


def gradients():
    """Of changing sign and size; none at all in two steps, and never any for one number."""
    rng = np.random.default_rng(31)
    found = []
    for step in range(STEPS):
        size = 0.0 if step in (3, 7) else [1.0, 0.1, 5.0][step % 3]
        found.append([(rng.normal(size=shape) * size).astype(np.float32) for shape in SHAPES])
        found[-1][0][1, 2] = 0
    return found


def run(name, options, constraint, start, every):
    kinds = {"max_norm": keras.constraints.MaxNorm, "min_max_norm": keras.constraints.MinMaxNorm, "non_neg": keras.constraints.NonNeg}
    variables = [keras.Variable(value) for value in start]
    for kind, settings in constraint.items():
        variables[0].constraint = kinds[kind](**settings)
    optimizer = CLASSES[name](**{"learning_rate": RATES[name], **options})
    optimizer.build(variables)
    after = []
    for step in every:
        optimizer.apply([keras.ops.convert_to_tensor(gradient) for gradient in step], variables)
        after.append([array(v)["data"] for v in variables])
    optimizer.finalize_variable_values(variables)
    return after, [array(v)["data"] for v in variables]


def make():
    rng = np.random.default_rng(30)
    start = [rng.normal(size=shape).astype(np.float32) for shape in SHAPES]
    every = gradients()
    cases = []
    for name, options, constraint in CASES:
        after, end = run(name, options, constraint, start, every)
        given = {"learning_rate": RATES[name], **options}
        cases.append({"name": name, "options": given, "constraint": constraint, "after": after, "end": end})
    content = {
        "start": [array(value) for value in start],
        "gradients": [[array(value)["data"] for value in step] for step in every],
        "cases": cases,
    }
    write("optimizers", content, "common")
