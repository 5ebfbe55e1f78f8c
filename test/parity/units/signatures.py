"""Arguments and defaults of Keras's parts, that those of dlx are compared with."""

import inspect

import keras

from .common import write

NAMES = {
    "activations": (keras.activations, "elu exponential gelu hard_sigmoid hard_silu leaky_relu linear log_softmax mish relu relu6 selu sigmoid silu softmax softplus softsign tanh"),
    "augmentations": (keras.layers, "RandomContrast RandomCrop RandomFlip RandomRotation RandomTranslation RandomZoom"),
    "callbacks": (keras.callbacks, "EarlyStopping"),
    "initializers": (keras.initializers, "constant glorot_normal glorot_uniform he_normal he_uniform identity lecun_normal lecun_uniform ones orthogonal random_normal random_uniform truncated_normal variance_scaling zeros"),
    "layers": (keras.layers, (
        "Activation Add AveragePooling1D AveragePooling2D BatchNormalization Concatenate Conv1D Conv2D Conv2DTranspose "
        "Cropping1D Cropping2D Dense DepthwiseConv2D Dropout ELU Flatten GaussianNoise GlobalAveragePooling1D "
        "GlobalAveragePooling2D GlobalMaxPooling1D GlobalMaxPooling2D GroupNormalization LayerNormalization LeakyReLU "
        "MaxPooling1D MaxPooling2D PReLU ReLU Reshape SeparableConv2D Softmax SpatialDropout1D SpatialDropout2D "
        "UpSampling2D ZeroPadding1D ZeroPadding2D"
    )),
    "losses": (keras.losses, "binary_crossentropy categorical_crossentropy mean_absolute_error mean_squared_error sparse_categorical_crossentropy"),
    "metrics": (keras.metrics, "binary_accuracy categorical_accuracy mean_absolute_error mean_absolute_percentage_error mean_squared_error sparse_categorical_accuracy"),
    "regularizers": (keras.regularizers, "L1 L1L2 L2"),
}


def arguments(thing):
    """Name to default; an argument that must be given has none."""
    parameters = inspect.signature(thing.__init__ if inspect.isclass(thing) else thing).parameters.values()
    named = [p for p in parameters if p.name != "self" and p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL)]
    # Two spellings of one initializer.
    default = lambda p: "zeros" if p.default == "Zeros" else p.default
    return {p.name: {} if p.default is p.empty else {"default": default(p)} for p in named}


def make():
    content = {}
    for kind, (module, names) in NAMES.items():
        content[kind] = {name: arguments(getattr(module, name)) for name in names.split()}
    write("parity", content)
