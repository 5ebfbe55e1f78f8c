"""Builds a parity case in Keras, trains it, and takes down its numbers."""

import keras
import numpy as np
from corrected import CORRECTED, gate_of, gated
from ends import class_weights_of, inputs_of, per_output, rows_of, targets_of, weights_of
from positions import OURS


# Classes that are not named as the names say.
ODD = {"auc": "AUC", "fbeta_score": "FBetaScore", "kl_divergence": "KLDivergence", "logcosh": "LogCoshError"}


def camel(name):
    return ODD.get(name) or "".join(word.capitalize() for word in name.split("_"))


OPTIMIZERS = {
    "adadelta": keras.optimizers.Adadelta,
    "adagrad": keras.optimizers.Adagrad,
    "adam": keras.optimizers.Adam,
    "adamax": keras.optimizers.Adamax,
    "adamw": keras.optimizers.AdamW,
    "ftrl": keras.optimizers.Ftrl,
    "lamb": keras.optimizers.Lamb,
    "lion": keras.optimizers.Lion,
    "nadam": keras.optimizers.Nadam,
    "rmsprop": keras.optimizers.RMSprop,
    "sgd": keras.optimizers.SGD,
}
# Weights that start at zero: a little off zero shows more.
OFF_ZERO = ("/bias", "/beta", "/moving_mean")


def value_of(option, value):
    """An option in Keras: a map of one key is a regularizer, an initializer, or an activation with options."""
    if not isinstance(value, dict):
        return CORRECTED.get(value, value) if option == "activation" else value
    ((name, options),) = value.items()
    if option in ("layer", "backward_layer"):
        return getattr(keras.layers, name)(**{key: value_of(key, one) for key, one in options.items()})
    if option == "learning_rate":
        return getattr(keras.optimizers.schedules, name)(**options)
    if option.endswith("_constraint"):
        return getattr(keras.constraints, name)(**options)
    if option.endswith("_regularizer"):
        return getattr(keras.regularizers, name)(**options)
    if option.endswith("_initializer"):
        return getattr(keras.initializers, camel(name))(**options)
    function = CORRECTED.get(name) or getattr(keras.activations, name)
    return lambda x: function(x, **options)


def build(case, sample_shape):
    """A functional model: every layer takes the one before it, or what `inputs` names."""
    sources = inputs_of(case, sample_shape)
    tensors = dict(sources)
    last = tensors.get("input")
    if case.get("preprocess") == ["rescale"]:
        tensors["input"] = last = keras.layers.Rescaling(1 / 255)(last)
    for kind, options in case["architecture"]:
        options = dict(options)
        taken = [tensors[name] for name in options.pop("inputs", [])] or [last]
        if kind.endswith("2D") and len(taken[0].shape) == 3:
            # dlx takes images without channels as having one; Keras does not.
            taken = [keras.layers.Reshape((*taken[0].shape[1:], 1))(taken[0])]
        gate = gate_of(options)
        if kind == "Activation" and gate is not None:
            tensors[options["name"]] = last = gated(taken[0], **gate)
            continue
        call = {key: options.pop(key) for key in ("use_causal_mask",) if key in options}
        layer = (OURS.get(kind) or getattr(keras.layers, kind))(**{key: value_of(key, value) for key, value in options.items()})
        if kind in ("MultiHeadAttention", "GroupQueryAttention"):
            # The inputs are arguments of their own; one alone is query and value.
            last = layer(*(taken if len(taken) > 1 else taken * 2), **call)
        else:
            last = layer(taken if len(taken) > 1 else taken[0], **call)
        if gate is not None:
            last = gated(last, **gate)
        tensors[options["name"]] = last
    outputs = {name: tensors[name] for name in case["loss"]} if isinstance(case["loss"], dict) else last
    return keras.Model(sources if "inputs" in case else sources["input"], outputs)


def initialize(case, data):
    keras.utils.set_random_seed(sum(map(ord, case["name"])))
    model = build(case, data["x_train"].shape[1:])
    for layer in model.layers:
        if isinstance(layer, keras.layers.Normalization) and layer.input_mean is None:
            layer.adapt(keras.Model(model.inputs, layer.input).predict(data["x_train"], verbose=0))
    # Not where a case is about weights of zero.
    rng = np.random.default_rng(17)
    for weight in model.weights:
        if weight.path.endswith(OFF_ZERO) and not case.get("zero_biases"):
            weight.assign(rng.normal(size=weight.shape).astype(np.float32) * 0.1)
    loss = per_output(case["loss"], lambda one: getattr(keras.losses, camel(one[0]))(**one[1]))
    optimizer, settings = case["optimizer"]
    metrics, weighted_metrics = (
        per_output(
            case.get(key, []),
            lambda list: [n if n == "accuracy" else getattr(keras.metrics, camel(n))(name=n, **o) for n, o in list],
        )
        for key in ("metrics", "weighted_metrics")
    )
    model.compile(
        optimizer=OPTIMIZERS[optimizer](**{key: value_of(key, value) for key, value in settings.items()}),
        loss=loss,
        loss_weights=case.get("loss_weights"),
        metrics=metrics,
        weighted_metrics=weighted_metrics,
    )
    return model


def rate_of(model):
    """The learning rate behind an epoch, as Keras's own callbacks log it."""
    return float(keras.ops.convert_to_numpy(model.optimizer.learning_rate))


def train(case, model, data):
    x, x_test = (rows_of(case, data[f"x_{split}"], model) for split in ("train", "test"))
    y, y_test = (targets_of(case, data[f"x_{split}"], data[f"y_{split}"]) for split in ("train", "test"))
    weights, test_weights = (weights_of(case, split, data) for split in ("train", "test"))
    size = len(data["x_train"]) if case["batch_size"] == "full" else case["batch_size"]
    callbacks = [getattr(keras.callbacks, name)(**options) for name, options in case.get("callbacks", [])]
    if isinstance(case["optimizer"][1].get("learning_rate"), dict):
        callbacks.append(keras.callbacks.LambdaCallback(on_epoch_end=lambda _epoch, logs: logs.update(learning_rate=rate_of(model))))
    history = model.fit(
        x,
        y,
        batch_size=size,
        epochs=case["epochs"],
        shuffle=False,
        validation_data=(x_test, y_test, *test_weights.values()),
        class_weight=class_weights_of(case, y),
        **weights,
        callbacks=callbacks,
        verbose=0,
    ).history
    return {
        "history": {key: [float(v) for v in history[key]] for key in sorted(history)},
        "test": {key: float(v) for key, v in sorted(model.evaluate(x_test, y_test, verbose=0, return_dict=True, **test_weights).items())},
        "params": int(model.count_params()),
        "predictions": per_output(model.predict(keras.tree.map_structure(lambda rows: rows[:4], x_test), verbose=0), np.ndarray.tolist),
    }
