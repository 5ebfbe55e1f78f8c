"""Parity cases of learning rates that change: what `case` in cases.py takes, by name. An epoch has four steps or so."""


def sgd(name, **options):
    return {"optimizer": ("sgd", {"learning_rate": {name: options}, "momentum": 0.5}), "epochs": 5}


def plateau(**options):
    return {"callbacks": [("ReduceLROnPlateau", options)], "epochs": 8}


SCHEDULES = {
    "plateau": plateau(patience=1, factor=0.5, min_delta=0.03),
    "plateau-options": {
        **plateau(monitor="accuracy", mode="max", patience=2, factor=0.3, min_delta=0.05, cooldown=1, min_lr=0.0002),
        "optimizer": ("adam", {}),
    },
    "schedule-cosine": sgd("CosineDecay", initial_learning_rate=0.2, decay_steps=14, alpha=0.05),
    "schedule-cosine-adam": {
        "optimizer": ("adam", {"learning_rate": {"CosineDecay": {"initial_learning_rate": 0.02, "decay_steps": 20}}}),
        "epochs": 4,
    },
    "schedule-cosine-restarts": sgd(
        "CosineDecayRestarts", initial_learning_rate=0.2, first_decay_steps=4, t_mul=2.0, m_mul=0.8, alpha=0.1
    ),
    "schedule-cosine-warmup": sgd(
        "CosineDecay", initial_learning_rate=0.0, decay_steps=12, warmup_target=0.3, warmup_steps=6
    ),
    "schedule-exponential": sgd("ExponentialDecay", initial_learning_rate=0.2, decay_steps=3, decay_rate=0.8),
    "schedule-exponential-staircase": sgd(
        "ExponentialDecay", initial_learning_rate=0.2, decay_steps=5, decay_rate=0.5, staircase=True
    ),
    "schedule-inverse-time": {
        "optimizer": (
            "rmsprop",
            {"learning_rate": {"InverseTimeDecay": {"initial_learning_rate": 0.01, "decay_steps": 4, "decay_rate": 0.7}}},
        ),
        "epochs": 4,
    },
    "schedule-piecewise": sgd("PiecewiseConstantDecay", boundaries=[3, 4, 11], values=[0.2, 0.05, 0.3, 0.01]),
    "schedule-polynomial": sgd("PolynomialDecay", initial_learning_rate=0.2, decay_steps=15, end_learning_rate=0.01, power=2.0),
    "schedule-polynomial-cycle": {
        "optimizer": (
            "adadelta",
            {"learning_rate": {"PolynomialDecay": {"initial_learning_rate": 1.0, "decay_steps": 6, "cycle": True}}},
        ),
        "epochs": 4,
    },
}
