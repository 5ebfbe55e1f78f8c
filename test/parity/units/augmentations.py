"""What Keras's random image layers do to images with given transformations, and what transformations they draw."""

import itertools

import keras
import numpy as np

from .common import write

FILLS = ["constant", "nearest", "reflect", "wrap"]
INTERPOLATIONS = ["bilinear", "nearest"]
SHAPES = [(7, 9, 1), (8, 8, 3), (5, 6, 4), (1, 6, 1)]


def rounded(value):
    return [float(f"{v:.7g}") for v in np.asarray(value, "float32").ravel()]


def image(shape):
    rng = np.random.default_rng(sum(shape))
    return rng.integers(0, 256, shape).astype("float32")


def options_of(layer_options):
    """Every fill mode with every interpolation, once each, over the given options."""
    for fill, interpolation in itertools.product(FILLS, INTERPOLATIONS):
        more = {"fill_value": 40.5} if fill == "constant" and interpolation == "bilinear" else {}
        yield {**layer_options, "fill_mode": fill, "interpolation": interpolation, **more}


def rotation(layer, drawn, shape):
    one = np.ones([1], "float32")
    matrix = layer._compute_affine_matrix(
        center_x=0.5, center_y=0.5, angle=np.float32([drawn[0]]), translate_x=0 * one, translate_y=0 * one,
        scale=one, shear_x=0 * one, shear_y=0 * one, height=shape[0], width=shape[1],
    )
    return {"rotation_matrix": matrix}


# The dictionaries that transform_images takes, from the numbers that dlx draws.
TRANSFORMATIONS = {
    "RandomContrast": lambda layer, drawn, shape: {"contrast_factor": np.float32(drawn).reshape(1, 1, 1, 1)},
    "RandomCrop": lambda layer, drawn, shape: tuple(drawn),
    "RandomFlip": lambda layer, drawn, shape: {"flips": np.reshape(np.array(drawn) > 0, (1, 1, 1, 1))},
    "RandomRotation": rotation,
    "RandomTranslation": lambda layer, drawn, shape: {"translations": np.float32([drawn])},
    "RandomZoom": lambda layer, drawn, shape: {
        "height_zoom": np.float32([[drawn[0]]]), "width_zoom": np.float32([[drawn[1]]]),
    },
}


def case(name, options, drawn, shape):
    layer = getattr(keras.layers, name)(**options)
    transformation = TRANSFORMATIONS[name](layer, drawn, shape)
    found = np.asarray(layer.transform_images(image(shape)[None], transformation, training=True))[0]
    return {"name": name, "options": options, "drawn": drawn, "image": list(shape), "shape": list(found.shape), "data": rounded(found)}


def cases():
    for mode, flip in itertools.product(["horizontal", "vertical", "horizontal_and_vertical"], [0, 1]):
        yield case("RandomFlip", {"mode": mode}, [flip], SHAPES[flip])
    for factor, shape in [(0.3, SHAPES[0]), (1.4, SHAPES[1]), (2.0, SHAPES[2])]:
        yield case("RandomContrast", {"factor": 0.5}, [factor], shape)
    yield case("RandomContrast", {"factor": 1.0, "value_range": [20, 180]}, [1.9], SHAPES[1])
    for drawn, (height, width), shape in [
        ([0, 0], (4, 5), SHAPES[0]), ([3, 4], (4, 5), SHAPES[0]), ([1, 2], (6, 3), SHAPES[1]),
    ]:
        yield case("RandomCrop", {"height": height, "width": width}, drawn, shape)
    # Too small in one direction or in both, or just as large: the layer says where.
    for (height, width), shape in [((7, 5), SHAPES[0]), ((9, 4), SHAPES[0]), ((8, 11), SHAPES[1]), ((12, 10), SHAPES[2])]:
        options = {"height": height, "width": width}
        drawn = keras.layers.RandomCrop(**options).get_random_transformation(image(shape)[None])
        yield case("RandomCrop", options, [int(v) for v in drawn], shape)
    for shape in SHAPES:
        few = shape[0] == 1
        for at, options in enumerate(options_of({"height_factor": 0.2, "width_factor": 0.2})):
            yield case("RandomTranslation", options, [[2.3, -1.6], [-13.7, 21.2], [3.0, 0.0]][(at + few) % 3], shape)
        for at, options in enumerate(options_of({"factor": 0.5})):
            yield case("RandomRotation", options, [[17.0], [-133.3], [49.9]][at % 3], shape)
        for at, options in enumerate(options_of({"height_factor": 0.5})):
            yield case("RandomZoom", options, [[0.61, 0.61], [1.83, 1.27], [0.9, 1.9]][at % 3], shape)
    for degrees in [0.0, 90.0, 180.0]:
        yield case("RandomRotation", {"factor": 0.5, "fill_mode": "constant"}, [degrees], SHAPES[1])


def evaluations():
    """What Keras documents for evaluation, which its version 2 did."""
    for (height, width), shape in [((4, 5), SHAPES[0]), ((7, 5), SHAPES[0]), ((8, 8), SHAPES[1]), ((3, 6), SHAPES[1]), ((9, 4), SHAPES[2]), ((12, 10), SHAPES[2])]:
        found = keras.preprocessing.image.smart_resize(image(shape)[None], (height, width))[0]
        yield {"options": {"height": height, "width": width}, "image": list(shape), "data": rounded(found)}


# What stands in a layer's transformation for the numbers that dlx draws.
DRAWN = {
    "RandomContrast": lambda t: [t["contrast_factor"]],
    "RandomFlip": lambda t: [np.float32(t["flips"])],
    "RandomRotation": lambda t: [t["angle"]],
    "RandomTranslation": lambda t: [t["translations"][:, 0], t["translations"][:, 1]],
    "RandomZoom": lambda t: [t["height_zoom"], t["width_zoom"]],
}
LAWS = [
    ("RandomContrast", {"factor": 0.4}), ("RandomContrast", {"factor": [0.2, 0.7]}),
    ("RandomFlip", {}),
    ("RandomRotation", {"factor": 0.1}), ("RandomRotation", {"factor": -0.2}), ("RandomRotation", {"factor": [-0.1, 0.3]}),
    ("RandomTranslation", {"height_factor": 0.1, "width_factor": -0.3}),
    ("RandomTranslation", {"height_factor": [0.3, -0.2], "width_factor": [0.1, 0.2]}),
    ("RandomZoom", {"height_factor": 0.3}), ("RandomZoom", {"height_factor": [0.1, 0.2], "width_factor": [-0.5, -0.1]}),
]


def laws():
    """Least, greatest and mean of 4000 draws for images of 10 x 20."""
    for name, options in LAWS:
        layer = getattr(keras.layers, name)(**options, seed=1)
        drawn = DRAWN[name](layer.get_random_transformation(np.zeros((4000, 10, 20, 1), "float32")))
        columns = [np.asarray(column).ravel() for column in drawn]
        yield {
            "name": name, "options": options,
            **{key: rounded([f(column) for column in columns]) for key, f in (("least", np.min), ("greatest", np.max), ("mean", np.mean))},
        }
    crops = [keras.layers.RandomCrop(4, 15, seed=seed).get_random_transformation(np.zeros((1, 10, 20, 1))) for seed in range(400)]
    columns = np.array([[int(top), int(left)] for top, left in crops], "float32").T
    yield {
        "name": "RandomCrop", "options": {"height": 4, "width": 15},
        **{key: rounded([f(column) for column in columns]) for key, f in (("least", np.min), ("greatest", np.max), ("mean", np.mean))},
    }


def make():
    images = {"x".join(map(str, shape)): rounded(image(shape)) for shape in SHAPES}
    write("augmentations", [{"images": images}, *({"kind": "case", **c} for c in cases()), *({"kind": "evaluate", **c} for c in evaluations()), *({"kind": "law", **c} for c in laws())])
