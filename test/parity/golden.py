"""Builds a parity case in Keras, trains it, and takes down its numbers."""

import keras
import numpy as np


def camel(name):
    return "".join(word.capitalize() for word in name.split("_"))


OPTIMIZERS = {
    "adadelta": keras.optimizers.Adadelta,
    "adam": keras.optimizers.Adam,
    "rmsprop": keras.optimizers.RMSprop,
    "sgd": keras.optimizers.SGD,
}
# Weights that start at zero: a little off zero shows more.
OFF_ZERO = ("/bias", "/beta", "/moving_mean")


def value_of(option, value):
    """An option in Keras: a map of one key is a regularizer, an initializer, or an activation with options."""
    if not isinstance(value, dict):
        return value
    ((name, options),) = value.items()
    if option.endswith("_regularizer"):
        return getattr(keras.regularizers, name)(**options)
    if option.endswith("_initializer"):
        return getattr(keras.initializers, camel(name))(**options)
    function = getattr(keras.activations, name)
    return lambda x: function(x, **options)


def build(case, sample_shape):
    """A functional model: every layer takes the one before it, or what `inputs` names."""
    source = keras.Input(sample_shape)
    last = source
    if case.get("preprocess") == ["rescale"]:
        last = keras.layers.Rescaling(1 / 255)(last)
    tensors = {"input": last}
    for kind, options in case["architecture"]:
        options = dict(options)
        taken = [tensors[name] for name in options.pop("inputs", [])] or [last]
        if kind.endswith("2D") and len(taken[0].shape) == 3:
            # dlx takes images without channels as having one; Keras does not.
            taken = [keras.layers.Reshape((*taken[0].shape[1:], 1))(taken[0])]
        layer = getattr(keras.layers, kind)(**{key: value_of(key, value) for key, value in options.items()})
        last = layer(taken if len(taken) > 1 else taken[0])
        tensors[options["name"]] = last
    return keras.Model(source, last)


def initialize(case, data):
    keras.utils.set_random_seed(sum(map(ord, case["name"])))
    model = build(case, data["x_train"].shape[1:])
    # Not where a case is about weights of zero.
    rng = np.random.default_rng(17)
    for weight in model.weights:
        if weight.path.endswith(OFF_ZERO) and not case.get("zero_biases"):
            weight.assign(rng.normal(size=weight.shape).astype(np.float32) * 0.1)
    name, options = case["loss"]
    loss = getattr(keras.losses, camel(name))(**options)
    optimizer, settings = case["optimizer"]
    metrics = [n if n == "accuracy" else getattr(keras.metrics, camel(n))(name=n, **o) for n, o in case["metrics"]]
    model.compile(optimizer=OPTIMIZERS[optimizer](**settings), loss=loss, metrics=metrics)
    return model


def train(case, model, data):
    classes = int(data["y_train"].max()) + 1
    encode = (lambda y: np.eye(classes, dtype=np.float32)[y]) if case.get("one_hot") else (lambda y: y)
    x, y = data["x_train"], encode(data["y_train"])
    x_test, y_test = data["x_test"], encode(data["y_test"])
    size = len(x) if case["batch_size"] == "full" else case["batch_size"]
    history = model.fit(
        x, y, batch_size=size, epochs=case["epochs"], shuffle=False, validation_data=(x_test, y_test), verbose=0
    ).history
    return {
        "history": {key: [float(v) for v in history[key]] for key in sorted(history)},
        "test": {key: float(v) for key, v in sorted(model.evaluate(x_test, y_test, verbose=0, return_dict=True).items())},
        "params": int(model.count_params()),
        "predictions": model.predict(x_test[:4], verbose=0).tolist(),
    }
