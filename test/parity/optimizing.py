"""Parity cases of optimizers, their common options and constraints: what `case` in cases.py takes, by name."""

EMA = {"learning_rate": 0.1, "use_ema": True}


def adam(**options):
    return {"optimizer": ("adam", {"learning_rate": 0.01, **options}), "epochs": 4}


def sgd(**options):
    return {"optimizer": ("sgd", {"learning_rate": 0.1, **options}), "epochs": 4}


def held(optimizer=("sgd", {"learning_rate": 0.1}), **constraints):
    """A hidden layer whose weights are held to constraints."""
    hidden = {"units": 10, "activation": "tanh", **constraints, "name": "hidden"}
    return {
        "architecture": [("Dense", hidden), ("Dense", {"units": 4, "activation": "softmax", "name": "out"})],
        "optimizer": optimizer,
        "epochs": 4,
    }


OPTIMIZING = {
    "accumulation": sgd(gradient_accumulation_steps=2),
    # Four steps an epoch: an update takes gradients of two epochs.
    "accumulation-across-epochs": adam(gradient_accumulation_steps=3, weight_decay=0.1),
    "accumulation-schedule": {
        "optimizer": (
            "adam",
            {
                "learning_rate": {"ExponentialDecay": {"initial_learning_rate": 0.02, "decay_steps": 4, "decay_rate": 0.7}},
                "gradient_accumulation_steps": 2,
                "clipnorm": 0.1,
            },
        ),
        "epochs": 5,
        "batch_size": 10,
    },
    "adagrad": {"optimizer": ("adagrad", {}), "epochs": 4},
    "adagrad-options": {"optimizer": ("adagrad", {"learning_rate": 0.1, "initial_accumulator_value": 0.01, "epsilon": 0.001})},
    "adam-amsgrad": adam(amsgrad=True, beta_2=0.9),
    "adamax": {"optimizer": ("adamax", {}), "epochs": 4},
    "adamax-options": {"optimizer": ("adamax", {"learning_rate": 0.02, "beta_1": 0.8, "beta_2": 0.9, "epsilon": 0.001})},
    "adamw": {"optimizer": ("adamw", {}), "epochs": 4},
    "adamw-options": {
        "optimizer": ("adamw", {"learning_rate": 0.02, "weight_decay": 0.2, "beta_1": 0.8, "amsgrad": True, "global_clipnorm": 0.5}),
    },
    "clipnorm": sgd(clipnorm=0.05),
    "clipvalue": sgd(clipvalue=0.01),
    "constraint-max-norm": held(kernel_constraint={"max_norm": {"max_value": 1.0}}, bias_constraint={"max_norm": {"max_value": 0.1}}),
    "constraint-min-max-norm": held(
        kernel_constraint={"min_max_norm": {"min_value": 0.8, "max_value": 1.2, "rate": 0.6, "axis": [0, 1]}},
    ),
    "constraint-non-neg": held(kernel_constraint="non_neg", bias_constraint="non_neg"),
    # Averages are of what stood before the constraint; what is overwritten is held again.
    "constraint-unit-norm": held(
        ("adam", {"learning_rate": 0.02, "use_ema": True, "ema_momentum": 0.8, "ema_overwrite_frequency": 3}),
        kernel_constraint={"unit_norm": {"axis": 1}},
    ),
    "ema": {"optimizer": ("sgd", {**EMA, "ema_momentum": 0.9}), "epochs": 4},
    "ema-accumulation": {
        "optimizer": ("sgd", {**EMA, "ema_momentum": 0.7, "ema_overwrite_frequency": 2, "gradient_accumulation_steps": 3}),
        "epochs": 5,
    },
    "ema-best-weights": {
        "optimizer": ("sgd", {**EMA, "ema_momentum": 0.95}),
        "epochs": 3,
        "callbacks": [("EarlyStopping", {"monitor": "val_loss", "restore_best_weights": True})],
    },
    "ema-overwrite": {"optimizer": ("adam", {**EMA, "learning_rate": 0.02, "ema_overwrite_frequency": 5}), "epochs": 4},
    "ftrl": {"optimizer": ("ftrl", {}), "epochs": 4},
    "ftrl-options": {
        "optimizer": (
            "ftrl",
            {
                "learning_rate": 0.1,
                "learning_rate_power": -0.4,
                "initial_accumulator_value": 0.2,
                "l1_regularization_strength": 0.001,
                "l2_regularization_strength": 0.01,
                "l2_shrinkage_regularization_strength": 0.02,
                "beta": 0.1,
            },
        ),
    },
    "global-clipnorm": adam(global_clipnorm=0.1),
    "lamb": {"optimizer": ("lamb", {}), "epochs": 4},
    "lamb-options": {
        "optimizer": ("lamb", {"learning_rate": 0.01, "beta_1": 0.8, "beta_2": 0.95, "epsilon": 0.001, "weight_decay": 0.01}),
    },
    "lion": {"optimizer": ("lion", {"learning_rate": 0.0003}), "epochs": 2},
    "nadam": {"optimizer": ("nadam", {}), "epochs": 4},
    "nadam-options": {"optimizer": ("nadam", {"learning_rate": 0.02, "beta_1": 0.8, "beta_2": 0.9, "epsilon": 0.001})},
    "sgd-weight-decay": sgd(momentum=0.5, weight_decay=0.3),
}
