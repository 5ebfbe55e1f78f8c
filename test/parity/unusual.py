"""Parity cases of options that are rare, and of losses that depend on the batches of a split: what `case` in cases.py takes."""

from networks import images
from sequences import MASKING, rnn, words

SGD = ("sgd", {"learning_rate": 0.05, "momentum": 0.5})
SMALL = ("sgd", {"learning_rate": 0.002})
STEPS = ("SimpleRNN", {"units": 4, "return_sequences": True, "name": "steps"})
FIRST = {"data_format": "channels_first"}


def tags(*layers, **changes):
    """Steps with classes, of which some are hidden; the test split has several batches, the last one smaller."""
    out = ("Dense", {"units": 3, "activation": "softmax", "name": "out"})
    return rnn(MASKING, *layers, data="tags", out=out, batch_size=7, optimizer=SGD, **changes)


UNUSUAL = {
    "attention-takes-masks": tags(
        ("Dense", {"units": 4, "activation": "tanh", "name": "before"}),
        ("MultiHeadAttention", {"num_heads": 2, "key_dim": 3, "use_causal_mask": True, "name": "heads"}),
        ("Add", {"inputs": ["before", "heads"], "name": "sum"}),
    ),
    "data-format": images(
        ("Permute", {"dims": [3, 1, 2], "name": "turned"}),
        ("ZeroPadding2D", {"padding": [[1, 0], [0, 2]], **FIRST, "name": "padded"}),
        ("AveragePooling2D", {"pool_size": [3, 2], "strides": 1, "padding": "same", **FIRST, "name": "pool"}),
        ("Cropping2D", {"cropping": [[0, 1], [1, 0]], **FIRST, "name": "cropped"}),
        ("UpSampling2D", {"size": [1, 2], **FIRST, "name": "wide"}),
        ("SpatialDropout2D", {"rate": 0.0, **FIRST, "name": "kept"}),
        ("GlobalAveragePooling2D", {"keepdims": True, **FIRST, "name": "mean"}),
        ("Multiply", {"inputs": ["mean", "kept"], "name": "times"}),
        ("Flatten", {**FIRST, "name": "flat"}),
        optimizer=SGD,
    ),
    "embedding-adadelta": words(
        ("Flatten", {"name": "flat"}),
        optimizer=("adadelta", {"learning_rate": 2.0, "rho": 0.8, "epsilon": 1e-4}),
        batch_size=33,
    ),
    **{
        f"embedding-{name}": words(("Flatten", {"name": "flat"}), optimizer=optimizer, batch_size=33)
        for name, optimizer in {
            "adamax": ("adamax", {"learning_rate": 0.01}),
            "clipnorm": ("adam", {"learning_rate": 0.01, "clipnorm": 0.01, "amsgrad": True}),
            "clipnorm-steps": ("sgd", {"learning_rate": 1.0, "clipnorm": 0.01, "gradient_accumulation_steps": 2}),
            "clipvalue": ("sgd", {"learning_rate": 2.0, "clipvalue": 0.0004, "nesterov": True, "momentum": 0.5}),
            "clipvalue-adagrad": ("adagrad", {"learning_rate": 0.01, "clipvalue": 0.0004}),
            "clipvalue-adamax": ("adamax", {"learning_rate": 0.01, "clipvalue": 0.0004}),
            "clipvalue-steps": ("sgd", {"learning_rate": 2.0, "clipvalue": 0.0004, "gradient_accumulation_steps": 2}),
            "global-clipnorm": ("adadelta", {"learning_rate": 2.0, "global_clipnorm": 0.01}),
        }.items()
    },
    "loss-ignore-class-batches": {
        "loss": ("sparse_categorical_crossentropy", {"ignore_class": 1}),
        "batch_size": 12,
    },
    "masked-batches": tags(STEPS, metrics=[("accuracy", {}), ("sparse_categorical_crossentropy", {})]),
    "reduction-sum": {
        "class_weight": {0: 2, 1: 0.5},
        "loss": ("sparse_categorical_crossentropy", {"reduction": "sum"}),
        "optimizer": SMALL,
        "batch_size": 16,
    },
    "reduction-sum-masked": tags(
        STEPS, loss=("sparse_categorical_crossentropy", {"reduction": "sum"})
    ) | {"optimizer": ("sgd", {"learning_rate": 0.001})},
    "reduction-weights": {
        "data": "weighted",
        "sample_weight": "w",
        "loss": ("sparse_categorical_crossentropy", {"reduction": "mean_with_sample_weight"}),
        "batch_size": 16,
    },
    "reduction-weights-masked": tags(
        STEPS, loss=("sparse_categorical_crossentropy", {"reduction": "mean_with_sample_weight"})
    ),
    "simple-rnn-activity": rnn(
        ("SimpleRNN", {"units": 4, "activity_regularizer": {"L2": {"l2": 0.1}}, "name": "rnn"}), optimizer=SGD
    ),
}
