"""Arguments and defaults of Keras's parts, that those of dlx are compared with."""

import inspect
from types import SimpleNamespace

import keras

from .common import write

# Named in lower case.
OPTIMIZERS = {name.lower(): getattr(keras.optimizers, name) for name in "Adadelta Adagrad Adam Adamax AdamW Ftrl Lamb Lion Nadam RMSprop SGD".split()}
# Functions where they have all arguments, else classes.
METRICS = {name: getattr(keras.metrics, name) for name in (
    "binary_accuracy binary_crossentropy categorical_accuracy categorical_crossentropy categorical_hinge hinge kl_divergence "
    "mean_absolute_error mean_absolute_percentage_error mean_squared_error mean_squared_logarithmic_error poisson "
    "sparse_categorical_accuracy sparse_categorical_crossentropy sparse_top_k_categorical_accuracy squared_hinge "
    "top_k_categorical_accuracy"
).split()} | {
    "auc": keras.metrics.AUC,
    "binary_io_u": keras.metrics.BinaryIoU,
    "concordance_correlation": keras.metrics.ConcordanceCorrelation,
    "cosine_similarity": keras.metrics.CosineSimilarity,
    "f1_score": keras.metrics.F1Score,
    "false_negatives": keras.metrics.FalseNegatives,
    "false_positives": keras.metrics.FalsePositives,
    "fbeta_score": keras.metrics.FBetaScore,
    "io_u": keras.metrics.IoU,
    "logcosh": keras.metrics.LogCoshError,
    "mean_io_u": keras.metrics.MeanIoU,
    "one_hot_io_u": keras.metrics.OneHotIoU,
    "one_hot_mean_io_u": keras.metrics.OneHotMeanIoU,
    "pearson_correlation": keras.metrics.PearsonCorrelation,
    "precision": keras.metrics.Precision,
    "precision_at_recall": keras.metrics.PrecisionAtRecall,
    "r2_score": keras.metrics.R2Score,
    "recall": keras.metrics.Recall,
    "recall_at_precision": keras.metrics.RecallAtPrecision,
    "sensitivity_at_specificity": keras.metrics.SensitivityAtSpecificity,
    "specificity_at_sensitivity": keras.metrics.SpecificityAtSensitivity,
    "true_negatives": keras.metrics.TrueNegatives,
    "true_positives": keras.metrics.TruePositives,
}
NAMES = {
    "activations": (keras.activations, "celu elu exponential gelu glu hard_shrink hard_sigmoid hard_silu hard_tanh leaky_relu linear log_sigmoid log_softmax mish relu relu6 selu sigmoid silu soft_shrink softmax softplus softsign sparse_plus sparse_sigmoid sparsemax squareplus tanh tanh_shrink threshold"),
    "augmentations": (keras.layers, "RandomContrast RandomCrop RandomFlip RandomRotation RandomTranslation RandomZoom"),
    "callbacks": (keras.callbacks, "EarlyStopping ReduceLROnPlateau"),
    "constraints": (keras.constraints, "max_norm min_max_norm non_neg unit_norm"),
    "initializers": (keras.initializers, "constant glorot_normal glorot_uniform he_normal he_uniform identity lecun_normal lecun_uniform ones orthogonal random_normal random_uniform truncated_normal variance_scaling zeros"),
    "layers": (keras.layers, (
        "Activation ActivityRegularization Add AdditiveAttention AlphaDropout Attention Average AveragePooling1D "
        "AveragePooling2D BatchNormalization Bidirectional Embedding GRU LSTM Masking SimpleRNN TimeDistributed Concatenate Conv1D Conv1DTranspose Conv2D Conv2DTranspose Cropping1D Cropping2D Dense "
        "DepthwiseConv1D DepthwiseConv2D Dot Dropout EinsumDense ELU Flatten GaussianDropout GaussianNoise GlobalAveragePooling1D "
        "GlobalAveragePooling2D GlobalMaxPooling1D GlobalMaxPooling2D GroupNormalization GroupQueryAttention "
        "Identity LayerNormalization LeakyReLU MaxPooling1D MaxPooling2D Maximum Minimum MultiHeadAttention "
        "Multiply Normalization PReLU Permute RMSNormalization ReLU RepeatVector Rescaling Reshape SeparableConv1D SeparableConv2D "
        "Softmax SpatialDropout1D SpatialDropout2D Subtract UnitNormalization UpSampling1D UpSampling2D ZeroPadding1D "
        "ZeroPadding2D"
    )),
    "losses": (
        SimpleNamespace(**vars(keras.losses) | {"categorical_generalized_cross_entropy": keras.losses.CategoricalGeneralizedCrossEntropy}),
        "binary_crossentropy binary_focal_crossentropy categorical_crossentropy categorical_focal_crossentropy categorical_generalized_cross_entropy categorical_hinge cosine_similarity dice hinge huber kl_divergence log_cosh mean_absolute_error mean_absolute_percentage_error mean_squared_error mean_squared_logarithmic_error poisson sparse_categorical_crossentropy squared_hinge tversky",
    ),
    "metrics": (SimpleNamespace(**METRICS), " ".join(METRICS)),
    "optimizers": (SimpleNamespace(**OPTIMIZERS), " ".join(OPTIMIZERS)),
    "regularizers": (keras.regularizers, "L1 L1L2 L2 OrthogonalRegularizer"),
    "schedules": (
        keras.optimizers.schedules,
        "CosineDecay CosineDecayRestarts ExponentialDecay InverseTimeDecay PiecewiseConstantDecay PolynomialDecay",
    ),
}


def arguments(thing):
    """Name to default; an argument that must be given has none."""
    parameters = inspect.signature(thing.__init__ if inspect.isclass(thing) else thing).parameters.values()
    named = [p for p in parameters if p.name != "self" and p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL)]
    # Two spellings of one initializer.
    default = lambda p: "zeros" if p.default == "Zeros" else p.default
    # What an option of a layer is here may be an argument of its call in Keras.
    if inspect.isclass(thing) and "use_causal_mask" in inspect.signature(getattr(thing, "call", thing.__init__)).parameters:
        named.append(inspect.signature(thing.call).parameters["use_causal_mask"])
    return {p.name: {} if p.default is p.empty else {"default": default(p)} for p in named}


def make():
    content = {}
    for kind, (module, names) in NAMES.items():
        content[kind] = {name: arguments(getattr(module, name)) for name in names.split()}
    # Of classes alone, and all of them: functions do not reduce.
    for loss in content["losses"].values():
        loss.setdefault("reduction", arguments(keras.losses.Loss)["reduction"])
    write("parity", content)
