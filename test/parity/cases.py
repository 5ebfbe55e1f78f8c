"""The table of parity cases. Adding one is an entry; each covers what its name says."""

from attention import ATTENTION
from heads import HEADS
from judging import JUDGING
from networks import NETWORKS
from optimizing import OPTIMIZING
from schedules import SCHEDULES
from sequences import SEQUENCES
from unusual import UNUSUAL
from vocabulary import VOCABULARY


def mlp(units=4, activation="softmax", hidden="relu", **options):
    """One hidden layer of 10, and the outputs."""
    return [
        ("Dense", {"units": 10, "activation": hidden, **options, "name": "hidden"}),
        ("Dense", {"units": units, "activation": activation, "name": "out"}),
    ]


def case(name, data="classes", architecture=None, **changes):
    """A case with what most have in common: sparse cross-entropy, plain SGD, batches of 32 (the last has 14 rows)."""
    return {
        "name": name,
        "data": data,
        "architecture": architecture or mlp(),
        "loss": ("sparse_categorical_crossentropy", {}),
        "optimizer": ("sgd", {"learning_rate": 0.1}),
        "metrics": [("accuracy", {})],
        "epochs": 3,
        "batch_size": 32,
        **changes,
    }


LOGITS = {"from_logits": True}
ERRORS = [
    ("mean_absolute_error", {}),
    ("mean_squared_error", {}),
    ("root_mean_squared_error", {}),
    ("mean_absolute_percentage_error", {}),
]
ACTIVATIONS = (
    "elu exponential gelu hard_sigmoid hard_silu leaky_relu linear log_softmax mish relu relu6 selu sigmoid silu "
    "softmax softplus softsign tanh"
).split()

GRAPH = [
    ("Dense", {"units": 8, "activation": "relu", "name": "trunk"}),
    ("Dense", {"units": 8, "name": "branch"}),
    ("Dense", {"units": 8, "activation": "tanh", "inputs": ["input"], "name": "side"}),
    ("Add", {"inputs": ["trunk", "branch", "side"], "name": "sum"}),
    ("ReLU", {"negative_slope": 0.1, "max_value": 2.5, "name": "bounded"}),
    ("Concatenate", {"inputs": ["bounded", "input", "branch"], "name": "joined"}),
    ("Dense", {"units": 4, "name": "out"}),
    ("Softmax", {"name": "probabilities"}),
]
RANKS = [
    ("Reshape", {"target_shape": [3, -1], "name": "rows"}),
    ("Dense", {"units": 5, "activation": "relu", "name": "each"}),
    ("Dense", {"units": 5, "inputs": ["input"], "name": "whole"}),
    ("Add", {"inputs": ["each", "whole"], "name": "broadcast"}),
    ("Softmax", {"axis": 1, "name": "over"}),
    ("Concatenate", {"inputs": ["over", "each"], "axis": 1, "name": "tall"}),
    ("Flatten", {"name": "flat"}),
    ("Dropout", {"rate": 0.0, "name": "keep"}),
    ("Dense", {"units": 4, "name": "out"}),
    ("Activation", {"activation": "softmax", "name": "end"}),
]
PENALTIES = [
    (
        "Dense",
        {
            "units": 10,
            "activation": "relu",
            "kernel_regularizer": {"L1L2": {"l1": 0.002, "l2": 0.01}},
            "bias_regularizer": {"L1": {"l1": 0.05}},
            "name": "hidden",
        },
    ),
    ("Dense", {"units": 4, "activation": "softmax", "kernel_regularizer": {"L2": {}}, "name": "out"}),
]

CASES = [
    *[case(f"activation-{name}", architecture=mlp(hidden=name)) for name in ACTIVATIONS],
    case("adadelta", optimizer=("adadelta", {"learning_rate": 1.0}), epochs=4),
    case("adam", optimizer=("adam", {}), epochs=4),
    case(
        "adam-options",
        optimizer=("adam", {"learning_rate": 0.01, "beta_1": 0.8, "beta_2": 0.99, "epsilon": 0.001}),
        batch_size=20,
    ),
    *[case(name, **network) for name, network in ATTENTION.items()],
    case("batch-above-rows", batch_size=500),
    case("batch-full", batch_size="full", optimizer=("sgd", {"learning_rate": 0.5}), epochs=5),
    case("batch-one", batch_size=1, epochs=1, optimizer=("sgd", {"learning_rate": 0.02})),
    case("graph", architecture=GRAPH, optimizer=("adam", {"learning_rate": 0.01})),
    *[case(name, **heads) for name, heads in HEADS.items()],
    case("images", data="images", preprocess=["rescale"], architecture=[("Flatten", {"name": "flat"}), *mlp(3)]),
    case("loss-binary", data="binary", architecture=mlp(1, "sigmoid"), loss=("binary_crossentropy", {})),
    case(
        "loss-binary-labels",
        data="labels",
        architecture=mlp(3, "sigmoid"),
        loss=("binary_crossentropy", {}),
        metrics=[("binary_accuracy", {"threshold": 0.4})],
    ),
    case("loss-binary-logits", data="binary", architecture=mlp(1, "linear"), loss=("binary_crossentropy", LOGITS)),
    case(
        "loss-binary-smooth",
        data="binary",
        architecture=mlp(1, "sigmoid"),
        loss=("binary_crossentropy", {"label_smoothing": 0.2}),
    ),
    case(
        "loss-categorical",
        one_hot=True,
        loss=("categorical_crossentropy", {}),
        metrics=[("accuracy", {}), ("categorical_accuracy", {})],
    ),
    case("loss-categorical-logits", one_hot=True, architecture=mlp(4, "linear"), loss=("categorical_crossentropy", LOGITS)),
    case("loss-categorical-smooth", one_hot=True, loss=("categorical_crossentropy", {"label_smoothing": 0.1})),
    case(
        "loss-mae",
        data="regression",
        architecture=mlp(2, "linear"),
        loss=("mean_absolute_error", {}),
        metrics=ERRORS,
    ),
    case("loss-mse", data="regression", architecture=mlp(2, "linear"), loss=("mean_squared_error", {}), metrics=ERRORS),
    case("loss-mse-value", data="value", architecture=mlp(1, "linear"), loss=("mean_squared_error", {}), metrics=ERRORS),
    case(
        "loss-sparse-logits",
        architecture=mlp(4, "linear"),
        loss=("sparse_categorical_crossentropy", LOGITS),
        metrics=[("accuracy", {}), ("sparse_categorical_accuracy", {})],
    ),
    *[case(name, **judging) for name, judging in JUDGING.items()],
    *[case(name, **network) for name, network in NETWORKS.items()],
    *[case(name, **network) for name, network in SEQUENCES.items()],
    *[case(name, **one) for name, one in UNUSUAL.items()],
    *[case(name, **one) for name, one in VOCABULARY.items()],
    *[case(name, **optimizing) for name, optimizing in OPTIMIZING.items()],
    case("ranks", architecture=RANKS, optimizer=("adam", {"learning_rate": 0.01})),
    case("regularizers", architecture=PENALTIES),
    case("regularizers-at-zero", architecture=PENALTIES, zero_biases=True),
    case("rmsprop", optimizer=("rmsprop", {}), epochs=4),
    case("rmsprop-centered", optimizer=("rmsprop", {"rho": 0.8, "momentum": 0.5, "epsilon": 0.001, "centered": True})),
    case("sgd-momentum", optimizer=("sgd", {"learning_rate": 0.05, "momentum": 0.9})),
    *[case(name, **schedule) for name, schedule in SCHEDULES.items()],
    case("sgd-nesterov", optimizer=("sgd", {"learning_rate": 0.05, "momentum": 0.8, "nesterov": True}), batch_size=20),
]
