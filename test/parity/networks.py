"""Parity cases of networks for images and sequences: what `case` in cases.py takes, by name."""

# Not with a bias in front of a BatchNormalization: its gradient is zero but for rounding, which Adam scales up, and
# Keras's own results then differ by more than 1e-4 from one build of TensorFlow's kernels to another.
ADAM = ("adam", {"learning_rate": 0.01})
OUT = ("Dense", {"units": 3, "activation": "softmax", "name": "out"})
FLAT = ("Flatten", {"name": "flat"})


def images(*layers, **changes):
    """On 6x5 images of two channels, in three classes."""
    return {"data": "images", "preprocess": ["rescale"], "architecture": [*layers, OUT], "batch_size": 20, **changes}


def rows(shape, *layers, **changes):
    """On rows of twelve numbers in another shape, in four classes."""
    first = ("Reshape", {"target_shape": shape, "name": "shape"})
    return {"architecture": [first, *layers, ("Dense", {**OUT[1], "units": 4})], **changes}


NETWORKS = {
    "batch-normalization": {
        "architecture": [
            ("Dense", {"units": 10, "kernel_regularizer": {"L2": {"l2": 0.01}}, "name": "hidden"}),
            ("BatchNormalization", {"name": "batch"}),
            ("ReLU", {"name": "relu"}),
            ("LayerNormalization", {"name": "layer"}),
            ("Dense", {"units": 4, "activation": "softmax", "name": "out"}),
        ],
        "optimizer": ("sgd", {"learning_rate": 0.1, "momentum": 0.9}),
        "epochs": 4,
    },
    "batch-normalization-frozen": {
        "architecture": [
            ("Dense", {"units": 10, "name": "hidden"}),
            ("BatchNormalization", {"trainable": False, "name": "batch"}),
            ("ReLU", {"name": "relu"}),
            ("Dense", {"units": 4, "activation": "softmax", "name": "out"}),
        ],
    },
    "conv1d-causal": rows(
        [6, 2],
        ("Conv1D", {"filters": 6, "kernel_size": 3, "padding": "causal", "activation": "relu", "name": "first"}),
        ("MaxPooling1D", {"pool_size": 2, "name": "pool"}),
        ("Conv1D", {"filters": 4, "kernel_size": 2, "name": "second"}),
        ("GlobalAveragePooling1D", {"name": "mean"}),
        optimizer=ADAM,
        epochs=4,
    ),
    "conv1d-same": rows(
        [6, 2],
        ("ZeroPadding1D", {"padding": [2, 1], "name": "pad"}),
        ("Conv1D", {"filters": 4, "kernel_size": 3, "padding": "same", "dilation_rate": 2, "activation": "tanh", "name": "first"}),
        ("AveragePooling1D", {"pool_size": 3, "strides": 2, "padding": "same", "name": "pool"}),
        ("SpatialDropout1D", {"rate": 0.0, "name": "keep"}),
        ("Conv1D", {"filters": 6, "kernel_size": 2, "strides": 2, "padding": "same", "groups": 2, "name": "second"}),
        ("Cropping1D", {"cropping": [1, 0], "name": "crop"}),
        ("GlobalMaxPooling1D", {"name": "top"}),
    ),
    "conv2d-depthwise": images(
        ("DepthwiseConv2D", {"kernel_size": 3, "depth_multiplier": 2, "padding": "same", "name": "first"}),
        ("LeakyReLU", {"name": "leaky"}),
        ("SeparableConv2D", {"filters": 5, "kernel_size": [3, 2], "strides": 1, "name": "second"}),
        ("PReLU", {"shared_axes": [1, 2], "alpha_initializer": {"constant": {"value": 0.2}}, "name": "prelu"}),
        ("DepthwiseConv2D", {"kernel_size": 2, "dilation_rate": 2, "name": "third"}),
        ("ELU", {"alpha": 0.7, "name": "elu"}),
        FLAT,
        optimizer=ADAM,
    ),
    # Images without an axis of channels; behind the ReLU, windows with equal maxima.
    "conv2d-gray": rows(
        [4, 3],
        ("Conv2D", {"filters": 5, "kernel_size": 2, "padding": "same", "activation": "relu", "name": "conv"}),
        ("MaxPooling2D", {"pool_size": [3, 2], "strides": 1, "padding": "same", "name": "pool"}),
        ("MaxPooling2D", {"name": "halve"}),
        FLAT,
    ),
    "conv2d-norms": images(
        ("Conv2D", {"filters": 6, "kernel_size": 3, "use_bias": False, "name": "first"}),
        ("BatchNormalization", {"momentum": 0.8, "epsilon": 0.01, "name": "batch"}),
        ("ReLU", {"name": "relu"}),
        ("SpatialDropout2D", {"rate": 0.0, "name": "keep"}),
        ("Conv2D", {"filters": 4, "kernel_size": 2, "name": "second"}),
        ("GroupNormalization", {"groups": 2, "name": "group"}),
        ("GaussianNoise", {"stddev": 0.0, "name": "still"}),
        FLAT,
        ("LayerNormalization", {"name": "layer"}),
        optimizer=("sgd", {"learning_rate": 0.05, "momentum": 0.9}),
        epochs=4,
    ),
    "conv2d-residual": images(
        ("Conv2D", {"filters": 8, "kernel_size": 3, "padding": "same", "name": "a"}),
        ("BatchNormalization", {"name": "b"}),
        ("Activation", {"activation": "relu", "name": "c"}),
        ("Conv2D", {"filters": 8, "kernel_size": 1, "inputs": ["input"], "name": "d"}),
        ("Add", {"inputs": ["c", "d"], "name": "e"}),
        ("GlobalMaxPooling2D", {"name": "f"}),
        ("Dense", {"units": 4, "activation": "relu", "inputs": ["f"], "name": "g"}),
        ("Concatenate", {"inputs": ["f", "g"], "name": "h"}),
        optimizer=("sgd", {"learning_rate": 0.05, "momentum": 0.9}),
        epochs=4,
    ),
    "conv2d-same": images(
        ("Conv2D", {"filters": 6, "kernel_size": 3, "padding": "same", "dilation_rate": 2, "activation": "relu", "name": "first"}),
        ("AveragePooling2D", {"pool_size": 3, "strides": 2, "padding": "same", "name": "pool"}),
        ("Conv2D", {"filters": 4, "kernel_size": 2, "padding": "same", "groups": 2, "strides": [2, 1], "name": "second"}),
        ("GlobalAveragePooling2D", {"keepdims": True, "name": "mean"}),
        FLAT,
    ),
    "conv2d-transpose": images(
        ("Conv2D", {"filters": 4, "kernel_size": 3, "strides": 2, "padding": "same", "activation": "relu", "name": "down"}),
        ("Conv2DTranspose", {"filters": 3, "kernel_size": 3, "strides": 2, "padding": "same", "activation": "relu", "name": "up"}),
        ("Conv2DTranspose", {"filters": 2, "kernel_size": [2, 3], "name": "wide"}),
        ("Cropping2D", {"cropping": [[0, 1], [2, 0]], "name": "crop"}),
        ("AveragePooling2D", {"pool_size": 2, "name": "pool"}),
        FLAT,
        optimizer=ADAM,
    ),
    "conv2d-upsampling": images(
        ("ZeroPadding2D", {"padding": [[1, 0], [0, 2]], "name": "pad"}),
        ("Conv2D", {"filters": 4, "kernel_size": 3, "strides": 2, "activation": "relu", "name": "down"}),
        ("UpSampling2D", {"name": "up"}),
        ("Conv2D", {"filters": 3, "kernel_size": 3, "name": "smooth"}),
        ("UpSampling2D", {"size": [3, 2], "interpolation": "bilinear", "name": "bilinear"}),
        ("Conv2D", {"filters": 3, "kernel_size": 2, "strides": 3, "activation": "relu", "name": "last"}),
        FLAT,
        optimizer=ADAM,
    ),
    "conv2d-valid": images(
        ("Conv2D", {"filters": 6, "kernel_size": 3, "activation": "relu", "name": "first"}),
        ("MaxPooling2D", {"pool_size": 2, "name": "pool"}),
        ("Conv2D", {"filters": 4, "kernel_size": [2, 1], "name": "second"}),
        FLAT,
        optimizer=("sgd", {"learning_rate": 0.05}),
        epochs=4,
    ),
}
