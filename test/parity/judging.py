"""Cases of losses, metrics, activations and regularizers beyond those in cases.py."""


def mlp(units, activation="linear", hidden="tanh", **options):
    return [
        ("Dense", {"units": 8, "activation": hidden, **options, "name": "hidden"}),
        ("Dense", {"units": units, "activation": activation, "name": "out"}),
    ]


def values(loss, metrics, activation="linear", **options):
    """Two values for each row."""
    return {"data": "regression", "architecture": mlp(2, activation), "loss": (loss, options), "metrics": metrics, "optimizer": ("sgd", {"learning_rate": 0.05})}


def labels(loss, metrics, activation="sigmoid", **options):
    """Three targets of 0 and 1 for each row."""
    return {"data": "labels", "architecture": mlp(3, activation), "loss": (loss, options), "metrics": metrics}


def one_hot(loss, metrics, activation="softmax", **options):
    return {"one_hot": True, "architecture": mlp(4, activation), "loss": (loss, options), "metrics": metrics}


# Parametric ones with options.
HIDDEN = {
    "celu": {"alpha": 0.5},
    "hard_shrink": {"threshold": 0.2},
    "hard_tanh": {},
    "log_sigmoid": {},
    "soft_shrink": {},
    "sparse_plus": {},
    "sparse_sigmoid": {},
    "squareplus": {"b": 2.0},
    "tanh_shrink": {},
    "threshold": {"threshold": 0.1, "default_value": -0.5},
}
COUNTS = [(name, {}) for name in "true_positives true_negatives false_positives false_negatives".split()]
RATES = [
    ("sensitivity_at_specificity", {"specificity": 0.6}),
    ("specificity_at_sensitivity", {"sensitivity": 0.6}),
    ("precision_at_recall", {"recall": 0.6}),
    ("recall_at_precision", {"precision": 0.6}),
]
BINARY = ("binary_crossentropy", {})
SPARSE = ("sparse_categorical_crossentropy", {})

JUDGING = {
    **{
        f"activation-{name}": {"architecture": mlp(4, "softmax", {name: options} if options else name)}
        for name, options in HIDDEN.items()
    },
    "loss-binary-focal": labels("binary_focal_crossentropy", [("binary_accuracy", {})], gamma=1.5, apply_class_balancing=True),
    "loss-binary-focal-logits": labels("binary_focal_crossentropy", [BINARY], from_logits=True) | {"architecture": mlp(3), "metrics": [("binary_crossentropy", {"from_logits": True})]},
    "loss-categorical-focal": one_hot("categorical_focal_crossentropy", [("categorical_crossentropy", {})], alpha=0.5),
    "loss-categorical-hinge": one_hot("categorical_hinge", [("categorical_hinge", {})], "linear"),
    "loss-cosine": values("cosine_similarity", [("cosine_similarity", {})]),
    "loss-dice": labels("dice", [("binary_io_u", {})]),
    "loss-generalized": {"architecture": mlp(4, "softmax"), "loss": ("categorical_generalized_cross_entropy", {"q": 0.6}), "metrics": [SPARSE]},
    "loss-hinge": {"data": "binary", "architecture": mlp(1, "tanh"), "loss": ("hinge", {}), "metrics": [("binary_accuracy", {"threshold": 0.0})]},
    "loss-hinges": labels("hinge", [("hinge", {}), ("squared_hinge", {})], "linear"),
    "loss-huber": values("huber", [("mean_absolute_error", {})], delta=0.5),
    "loss-ignore-class": {"architecture": mlp(4, "softmax"), "loss": ("sparse_categorical_crossentropy", {"ignore_class": 2}), "metrics": [("accuracy", {})]},
    "loss-kl": one_hot("kl_divergence", [("kl_divergence", {})]),
    "loss-log-cosh": values("log_cosh", [("logcosh", {})]),
    "loss-logarithmic": values("mean_squared_logarithmic_error", [("mean_squared_logarithmic_error", {})], "softplus"),
    "loss-percentage": values("mean_absolute_percentage_error", [("mean_absolute_percentage_error", {})]) | {"optimizer": ("adam", {"learning_rate": 0.01})},
    "loss-poisson": labels("poisson", [("poisson", {})], "softplus"),
    "loss-squared-hinge": labels("squared_hinge", [("squared_hinge", {})], "tanh"),
    "loss-tversky": labels("tversky", [("binary_io_u", {"target_class_ids": [1]})], alpha=0.7, beta=0.3, axis=[1]),
    "metrics-areas": labels("binary_crossentropy", [("auc", {"curve": "PR"})]),
    "metrics-auc": {"data": "binary", "architecture": mlp(1, "sigmoid"), "loss": BINARY, "metrics": [("auc", {})]},
    "metrics-auc-labels": labels("binary_crossentropy", [("auc", {"multi_label": True, "num_thresholds": 50})]),
    "metrics-counts": {"data": "binary", "architecture": mlp(1, "sigmoid"), "loss": BINARY, "metrics": COUNTS},
    "metrics-f-scores": one_hot("categorical_crossentropy", [("f1_score", {"average": "macro"}), ("fbeta_score", {"average": "weighted", "beta": 2.0})]),
    "metrics-precision": labels("binary_crossentropy", [("precision", {}), ("recall", {"thresholds": 0.4})]),
    "metrics-rates": labels("binary_crossentropy", RATES),
    "metrics-regression": values("mean_squared_error", [("r2_score", {}), ("concordance_correlation", {})]),
    "metrics-correlation": one_hot("categorical_crossentropy", [("pearson_correlation", {})]),
    "metrics-top": {"architecture": mlp(4, "softmax"), "metrics": [("sparse_top_k_categorical_accuracy", {"k": 2}), ("mean_io_u", {"num_classes": 4, "sparse_y_pred": False}), ("io_u", {"num_classes": 4, "target_class_ids": [0, 2], "sparse_y_pred": False})]},
    "metrics-top-one-hot": one_hot("categorical_crossentropy", [("top_k_categorical_accuracy", {"k": 3}), ("one_hot_mean_io_u", {"num_classes": 4}), ("one_hot_io_u", {"num_classes": 4, "target_class_ids": [1]})]),
    "regularizer-orthogonal": {
        "architecture": [
            ("Dense", {"units": 8, "activation": "relu", "kernel_regularizer": {"OrthogonalRegularizer": {"factor": 0.2, "mode": "columns"}}, "name": "hidden"}),
            ("Dense", {"units": 4, "activation": "softmax", "kernel_regularizer": {"OrthogonalRegularizer": {}}, "name": "out"}),
        ],
    },
}
