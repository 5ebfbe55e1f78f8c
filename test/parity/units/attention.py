"""Attention, merges and small layers, with masks: what units/layers.py has for others, by a generator of its own."""

import keras
import numpy as np
import tensorflow as tf
from positions import OURS

from .common import array, write
from .layers import CASES as LAYERS

rng = np.random.default_rng(8)

PARTS = [[4, 6], [5, 6]]
TRIPLE = [[4, 6], [5, 3], [5, 2]]
HEADS = {"num_heads": 2, "key_dim": 3}
GROUPS = {"head_dim": 3, "num_query_heads": 4, "num_key_value_heads": 2}
L2 = {"L2": {"l2": 0.1}}

# A name, options, shapes; then `mask` (every input has one), `hidden` (a row of each is hidden whole), `training`.
CASES = [
    ("MultiHeadAttention", HEADS, [[4, 6]]),
    ("MultiHeadAttention", {**HEADS, "use_causal_mask": True}, [[4, 6]]),
    ("MultiHeadAttention", {**HEADS, "use_causal_mask": True}, [[4, 6]], "mask"),
    ("MultiHeadAttention", {**HEADS, "value_dim": 4, "output_shape": 5}, TRIPLE),
    ("MultiHeadAttention", {**HEADS, "output_shape": [2, 3], "use_bias": False}, PARTS),
    ("MultiHeadAttention", HEADS, PARTS, "mask"),
    ("MultiHeadAttention", HEADS, TRIPLE, "mask"),
    ("MultiHeadAttention", HEADS, [[4, 6]], "hidden"),
    ("MultiHeadAttention", {**HEADS, "dropout": 0.3}, [[4, 6]], "hidden"),
    ("MultiHeadAttention", {**HEADS, "dropout": 0.3, "use_causal_mask": True}, [[4, 6]]),
    ("MultiHeadAttention", {**HEADS, "use_causal_mask": True}, PARTS),
    ("MultiHeadAttention", {**HEADS, "sliding_window": 2}, [[5, 6]]),
    ("MultiHeadAttention", {**HEADS, "sliding_window": 2, "use_causal_mask": True}, [[5, 6], [2, 6]]),
    ("MultiHeadAttention", {**HEADS, "use_gate": True}, [[4, 6]]),
    ("MultiHeadAttention", HEADS, [[2, 3, 4]]),
    ("MultiHeadAttention", {**HEADS, "attention_axes": 2}, [[2, 3, 4], [2, 5, 4]]),
    ("MultiHeadAttention", {**HEADS, "attention_axes": [1]}, [[2, 3, 4]]),
    ("MultiHeadAttention", {**HEADS, "activity_regularizer": L2, "use_gate": True}, [[4, 6]]),
    ("GroupQueryAttention", GROUPS, [[4, 6]]),
    ("GroupQueryAttention", {**GROUPS, "use_causal_mask": True, "use_bias": False}, [[4, 6]]),
    ("GroupQueryAttention", {**GROUPS, "use_gate": True, "sliding_window": 2}, TRIPLE, "mask"),
    ("GroupQueryAttention", {**GROUPS, "num_key_value_heads": 1}, PARTS, "mask"),
    ("Attention", {}, PARTS),
    ("Attention", {"use_scale": True}, [[4, 6], [5, 3], [5, 6]]),
    ("Attention", {"score_mode": "concat", "use_scale": True}, PARTS, "mask"),
    ("Attention", {"score_mode": "concat"}, PARTS),
    ("Attention", {"use_causal_mask": True}, PARTS, "mask"),
    ("Attention", {}, PARTS, "hidden"),
    ("AdditiveAttention", {}, PARTS),
    ("AdditiveAttention", {"use_scale": False, "use_causal_mask": True}, PARTS, "mask"),
    ("Average", {}, [[4], [4], [4]]),
    ("Average", {}, [[3, 1], [4]]),
    ("Maximum", {}, [[4], [4], [4]]),
    ("Maximum", {}, [[3, 1], [4], [1, 4]]),
    ("Minimum", {}, [[3, 4], [3, 4]]),
    ("Minimum", {}, [[4], [3, 4]]),
    ("Maximum", {}, [[3, 4], [3, 4], [3, 4]], "mask"),
    ("Minimum", {}, [[3, 4], [3, 4]], "mask"),
    ("Multiply", {}, [[3, 4], [3, 4]], "mask"),
    ("Multiply", {}, [[3, 1], [4]]),
    ("Subtract", {}, [[3, 4], [3, 4]], "mask"),
    ("Add", {}, [[3, 4], [3, 4], [3, 4]], "mask"),
    ("Concatenate", {}, [[3, 4], [3, 2]], "mask"),
    ("Concatenate", {"axis": 1}, [[3, 4], [2, 4]], "mask"),
    ("Dot", {"axes": 1}, [[4], [4]]),
    ("Dot", {"axes": -1, "normalize": True}, [[3, 4], [5, 4]]),
    ("Dot", {"axes": [1, 2]}, [[4, 3], [5, 4]]),
    ("Dot", {"axes": [2, 1]}, [[3, 4], [4]]),
    ("Dot", {"axes": [1, 1]}, [[4], [4, 2, 3]]),
    ("Permute", {"dims": [2, 1]}, [[3, 4]]),
    ("Permute", {"dims": [3, 1, 2]}, [[2, 3, 4]]),
    ("RepeatVector", {"n": 3}, [[4]]),
    ("Identity", {}, [[3, 4]], "mask"),
    ("Rescaling", {"scale": 0.5}, [[4]]),
    ("Rescaling", {"scale": 2.0, "offset": -1.0}, [[2, 3]]),
    ("Normalization", {"mean": 1.0, "variance": 4.0, "axis": None}, [[2, 3]]),
    ("Normalization", {"mean": [1.0, 2.0, -1.0], "variance": [4.0, 0.25, 0.0]}, [[2, 3]]),
    ("Normalization", {"mean": [1.0, 2.0], "variance": [4.0, 0.25], "axis": 1, "invert": True}, [[2, 3]]),
    ("Normalization", {"mean": 0.5, "variance": 2.0, "axis": [1, 2]}, [[2, 3]]),
    ("UnitNormalization", {}, [[5]]),
    ("UnitNormalization", {"axis": [1, 2]}, [[3, 4]], "mask"),
    ("RMSNormalization", {}, [[5]]),
    ("RMSNormalization", {"axis": [1, 2], "epsilon": 0.1}, [[3, 4]]),
    ("ActivityRegularization", {"l1": 0.1, "l2": 0.02}, [[3, 4]], "mask"),
    ("ActivityRegularization", {}, [[3]]),
    ("AlphaDropout", {"rate": 0.3}, [[5]]),
    ("GaussianDropout", {"rate": 0.3}, [[5]]),
    ("GlobalAveragePooling1D", {}, [[4, 3]], "mask"),
    ("GlobalAveragePooling1D", {"keepdims": True}, [[4, 3]], "mask"),
    ("BatchNormalization", {"epsilon": 0.01}, [[4, 3]], "mask", "training"),
    ("BatchNormalization", {"momentum": 0.5}, [[4, 3]], "mask"),
    ("PositionEmbedding", {"sequence_length": 4}, [[4, 3]], "mask"),
    ("PositionEmbedding", {"sequence_length": 6, "initializer": "uniform"}, [[4, 3]]),
    ("SinePositionEncoding", {}, [[5, 6]], "mask"),
    ("SinePositionEncoding", {"max_wavelength": 100.0}, [[5, 3]]),
]


def masks_of(shapes, how, rng):
    """Bool [3, steps] for each input; no row is hidden whole but by `hidden`."""
    if "mask" not in how and "hidden" not in how:
        return [None] * len(shapes)
    masks = [rng.random((3, shape[0])) < 0.6 for shape in shapes]
    for mask in masks:
        mask[:, 0] = True
        if "hidden" in how:
            mask[1] = False
    # Value and key are of the same steps.
    return masks[:2] + [masks[1]] if len(masks) == 3 and shapes[1][0] == shapes[2][0] else masks


def regularizer(value):
    return keras.regularizers.L2(**value["L2"]) if isinstance(value, dict) else value


def record(table, rng, settings_of=lambda options: {key: regularizer(value) for key, value in options.items()}, drawn_of=None):
    """What Keras gives for each row of a table like the one above."""
    cases = []
    for name, options, shapes, *how in table:
        settings = settings_of(options)
        causal = {"use_causal_mask": True} if settings.pop("use_causal_mask", False) else {}
        layer = (OURS.get(name) or getattr(keras.layers, name))(**settings)
        draw = drawn_of and drawn_of(name)
        values = [tf.constant(draw(shape) if draw else (rng.normal(size=[3, *shape]) * 0.8).astype(np.float32)) for shape in shapes]
        masks = masks_of(shapes, how, rng)

        def call(inputs, **more):
            inputs = [tf.identity(x) for x in inputs]
            for x, mask in zip(inputs, masks):
                if mask is not None:
                    keras.src.backend.set_keras_mask(x, tf.constant(mask))
            if name in ("MultiHeadAttention", "GroupQueryAttention"):
                return layer(*inputs, **causal, **more) if len(inputs) > 1 else layer(inputs[0], inputs[0], **causal, **more)
            y = layer(inputs if len(inputs) > 1 else inputs[0], **causal, **more)
            return y

        call(values)
        for weight in layer.weights:
            drawn = rng.normal(size=weight.shape).astype(np.float32) * 0.5
            weight.assign(np.abs(drawn) + 0.1 if weight.name == "moving_variance" else drawn)
        before = [array(w.value) for w in layer.weights]
        training = {"training": True} if "training" in how else {}
        state = [w for w in layer.weights if "moving" in w.name]
        learned = [w for w in layer.weights if "moving" not in w.name]
        with tf.GradientTape() as tape:
            tape.watch(values)
            y = call(values, **training)
            # What the layer adds to the loss counts as if its gradient were 1.
            added = tf.add_n(layer.losses) if layer.losses else tf.constant(0.0)
            # Small: the gradient of a key's bias is zero, and what is found of it rounding.
            dy = (rng.normal(size=y.shape) * 0.2).astype(np.float32)
            total = tf.reduce_sum(y * dy) + added
        gradients = tape.gradient(
            total, [*values, *[w.value for w in learned]], unconnected_gradients=tf.UnconnectedGradients.ZERO
        )
        # Of a lookup they come as a list of rows.
        gradients = [tf.convert_to_tensor(gradient) for gradient in gradients]
        mask = keras.src.backend.get_keras_mask(y)
        count = len(values)
        prefix = f"{layer.name}/"
        case = {
            "name": name,
            "options": options,
            "inputs": [array(x) for x in values],
            "weights": [{"name": w.path.removeprefix(prefix), "value": v} for w, v in zip(layer.weights, before)],
            "output": array(y),
            "dy": array(dy),
            "inputGradients": [array(g) for g in gradients[:count]],
            "weightGradients": [array(g) for g in gradients[count:]],
        }
        if masks[0] is not None:
            case |= {"masks": [array(mask.astype(int)) for mask in masks]}
            case |= {"mask": None if mask is None else array(np.asarray(mask).astype(int))}
        if layer.losses:
            case |= {"added": array(added)}
        if training:
            case |= {"training": True, "state": {w.name: array(w.value) for w in state}}
        cases.append(case)
    return cases


def make():
    from .further import CASES as FURTHER

    write("layers", record(CASES, rng), "attention")
    masking = {}
    for name, options, *_how in [*LAYERS, *CASES, *FURTHER]:
        if name in masking:
            continue
        settings = {key: regularizer(value) for key, value in options.items() if key != "use_causal_mask"}
        masking[name] = (OURS.get(name) or getattr(keras.layers, name))(**settings).supports_masking
    write("layers", dict(sorted(masking.items())), "masking")

