"""Every metric over three batches, the last one smaller, as `compile(metrics=[...])` resolves its name."""

import keras
import numpy as np
from keras.src.trainers.compile_utils import get_metric

from .common import array, number, write

rng = np.random.default_rng(3)
SIZES = [8, 8, 3]


def batches(make):
    return [make(size) for size in SIZES]


def numbers(size):
    return rng.integers(0, 4, size).astype(np.int32), ties(size)


def ties(size):
    """Outputs in steps of a quarter, so that equal ones are common."""
    return (rng.integers(0, 4, (size, 4)) / 4).astype(np.float32)


def columns(size):
    target, output = numbers(size)
    return target[:, None], output


def one_hot(size):
    target, output = numbers(size)
    return np.eye(4, dtype=np.float32)[target], output


def steps(size):
    return rng.integers(0, 4, (size, 5)).astype(np.int32), rng.normal(size=(size, 5, 4)).astype(np.float32)


def binary(size):
    return rng.integers(0, 2, size).astype(np.int32), (rng.integers(0, 5, (size, 1)) / 4).astype(np.float32)


def binary_logits(size):
    return rng.integers(0, 2, (size, 1)).astype(np.float32), rng.normal(size=(size, 1)).astype(np.float32)


def labels(size):
    return rng.integers(0, 2, (size, 3)).astype(np.float32), rng.random((size, 3)).astype(np.float32)


def flat(size):
    return rng.normal(size=size).astype(np.float32), rng.normal(size=(size, 1)).astype(np.float32)


def many(size):
    return rng.normal(size=(size, 3)).astype(np.float32), rng.normal(size=(size, 3)).astype(np.float32)


def with_zeros(size):
    target, output = many(size)
    target[0, 0] = 0
    output[0, 0] = 1e-6
    return target, output


CASES = [
    ("accuracy", {}, numbers),
    ("accuracy", {}, columns),
    ("accuracy", {}, one_hot),
    ("accuracy", {}, steps),
    ("accuracy", {}, binary),
    ("accuracy", {}, binary_logits),
    ("binary_accuracy", {}, binary),
    ("binary_accuracy", {}, labels),
    ("binary_accuracy", {"threshold": 0.25}, binary),
    ("categorical_accuracy", {}, one_hot),
    ("mean_absolute_error", {}, flat),
    ("mean_absolute_error", {}, many),
    ("mean_absolute_percentage_error", {}, flat),
    ("mean_absolute_percentage_error", {}, with_zeros),
    ("mean_squared_error", {}, flat),
    ("mean_squared_error", {}, many),
    ("root_mean_squared_error", {}, flat),
    ("root_mean_squared_error", {}, many),
    ("sparse_categorical_accuracy", {}, numbers),
    ("sparse_categorical_accuracy", {}, steps),
]


def camel(name):
    odd = {"auc": "AUC", "fbeta_score": "FBetaScore", "kl_divergence": "KLDivergence", "logcosh": "LogCoshError"}
    return odd.get(name) or "".join(word.capitalize() for word in name.split("_"))


# The others: with a generator of their own, so that the numbers above stay; some with weights.
more = np.random.default_rng(33)


def bits(size):
    return more.integers(0, 2, size).astype(np.int32), more.random((size, 1)).astype(np.float32)


def coarse(size):
    """Outputs that are thresholds of auc, 0 and 1 among them."""
    return more.integers(0, 2, (size, 3)).astype(np.float32), (more.integers(0, 6, (size, 3)) / 5).astype(np.float32)


def tags(size):
    return more.integers(0, 2, (size, 4)).astype(np.float32), more.random((size, 4)).astype(np.float32)


def step_tags(size):
    return more.integers(0, 2, (size, 5, 2)).astype(np.float32), more.random((size, 5, 2)).astype(np.float32)


def logit_tags(size):
    return more.integers(0, 2, (size, 4)).astype(np.float32), more.normal(size=(size, 4)).astype(np.float32) * 2


def laws(size):
    return np.eye(4, dtype=np.float32)[more.integers(0, 4, size)], more.dirichlet(np.ones(4), size).astype(np.float32)


def class_laws(size):
    return more.integers(0, 4, size).astype(np.int32), more.dirichlet(np.ones(4), size).astype(np.float32)


def step_laws(size):
    return more.integers(0, 4, (size, 5)).astype(np.int32), more.dirichlet(np.ones(4), (size, 5)).astype(np.float32)


def class_ids(size):
    return more.integers(-1, 5, (size, 6)).astype(np.int32), more.integers(0, 5, (size, 6)).astype(np.float32)


def pixels(size):
    return more.integers(0, 2, (size, 3, 3, 1)).astype(np.float32), more.random((size, 3, 3, 1)).astype(np.float32)


def sided(size):
    return np.where(more.integers(0, 2, (size, 3)) == 1, 1, -1).astype(np.float32), more.normal(size=(size, 3)).astype(np.float32)


def positive(size):
    return more.poisson(2.0, (size, 3)).astype(np.float32), more.gamma(2.0, 1.0, (size, 3)).astype(np.float32)


def related(size):
    target = more.normal(size=(size, 3)).astype(np.float32)
    return target, (target + 0.5 * more.normal(size=(size, 3))).astype(np.float32)


def ranked(size):
    return more.integers(0, 6, size).astype(np.int32), (more.integers(0, 5, (size, 6)) / 4).astype(np.float32)


def ranked_one_hot(size):
    target, output = ranked(size)
    return np.eye(6, dtype=np.float32)[target], output


def long_steps(size):
    return more.integers(0, 4, (size, 5)).astype(np.int32), more.normal(size=(size, 5, 4)).astype(np.float32)


def row_weights(size, target):
    return more.random(size).astype(np.float32) * 2


def step_weights(size, target):
    """As a mask has them."""
    return more.integers(0, 2, (size, 5)).astype(np.float32)


def whole_weights(size, target):
    """Keras counts intersections in integers."""
    return more.integers(0, 4, size).astype(np.int32)


def whole_step_weights(size, target):
    return more.integers(0, 3, (size, 5)).astype(np.int32)


ROWS, STEPS, WHOLE, WHOLE_STEPS = row_weights, step_weights, whole_weights, whole_step_weights
LOGITS = {"from_logits": True}
MORE = [
    ("auc", {}, bits, None),
    ("auc", {}, bits, ROWS),
    ("auc", {"num_thresholds": 6}, coarse, None),
    ("auc", {"curve": "PR"}, tags, ROWS),
    ("auc", {"curve": "PR", "summation_method": "majoring"}, tags, None),
    ("auc", {"curve": "PRGAIN"}, tags, None),
    ("auc", {"summation_method": "minoring", "num_thresholds": 20}, coarse, None),
    ("auc", {"multi_label": True}, tags, ROWS),
    ("auc", {"multi_label": True, "label_weights": [0.5, 1, 2, 0.25], **LOGITS}, logit_tags, None),
    ("auc", {"label_weights": [0.5, 1, 2, 0.25]}, tags, None),
    ("auc", {"thresholds": [0.7, 0.1, 0.4]}, tags, None),
    ("auc", {"thresholds": [0.25, 0.5, 0.75], "multi_label": True}, coarse, None),
    ("auc", {}, step_tags, None),
    ("binary_crossentropy", {}, tags, ROWS),
    ("binary_crossentropy", {**LOGITS, "label_smoothing": 0.1}, logit_tags, None),
    ("binary_io_u", {}, bits, None),
    ("binary_io_u", {"target_class_ids": [1], "threshold": 0.3}, pixels, None),
    ("binary_io_u", {}, bits, WHOLE),
    ("categorical_crossentropy", {}, laws, None),
    ("categorical_crossentropy", {"label_smoothing": 0.2}, laws, ROWS),
    ("categorical_hinge", {}, laws, None),
    ("concordance_correlation", {}, related, None),
    ("concordance_correlation", {"axis": -2}, step_tags, None),
    ("cosine_similarity", {}, related, ROWS),
    ("f1_score", {"average": "macro"}, laws, None),
    ("f1_score", {"average": "micro", "threshold": 0.4}, tags, ROWS),
    ("f1_score", {"average": "weighted"}, laws, ROWS),
    ("false_negatives", {}, tags, None),
    ("false_positives", {"thresholds": 0.7}, tags, ROWS),
    ("fbeta_score", {"average": "macro", "beta": 2.0}, laws, None),
    ("fbeta_score", {"average": "weighted", "beta": 0.5, "threshold": 0.3}, tags, None),
    ("hinge", {}, sided, ROWS),
    ("hinge", {}, tags, None),
    ("io_u", {"num_classes": 4, "target_class_ids": [0, 3], "sparse_y_pred": False}, step_laws, None),
    ("io_u", {"num_classes": 5, "target_class_ids": [1, 2], "ignore_class": 3}, class_ids, None),
    ("kl_divergence", {}, laws, None),
    ("logcosh", {}, related, ROWS),
    ("mean_absolute_error", {}, related, ROWS),
    ("mean_io_u", {"num_classes": 4, "sparse_y_pred": False}, step_laws, WHOLE_STEPS),
    ("mean_io_u", {"num_classes": 5}, class_ids, None),
    ("mean_io_u", {"num_classes": 4, "sparse_y_pred": False}, class_laws, WHOLE),
    ("mean_squared_logarithmic_error", {}, positive, None),
    ("one_hot_io_u", {"num_classes": 4, "target_class_ids": [1, 2]}, laws, None),
    ("one_hot_mean_io_u", {"num_classes": 4, "ignore_class": 0}, laws, WHOLE),
    ("pearson_correlation", {}, related, None),
    ("poisson", {}, positive, ROWS),
    ("precision", {}, tags, None),
    ("precision", {"thresholds": 0.3, "class_id": 2}, tags, ROWS),
    ("precision", {"top_k": 2}, ranked_one_hot, None),
    ("precision", {}, step_tags, STEPS),
    ("precision_at_recall", {"recall": 0.6}, tags, None),
    ("r2_score", {}, related, ROWS),
    ("r2_score", {"class_aggregation": "variance_weighted_average", "num_regressors": 4}, related, None),
    ("recall", {}, tags, ROWS),
    ("recall", {"top_k": 3, "class_id": 1}, ranked_one_hot, None),
    ("recall_at_precision", {"precision": 0.6, "num_thresholds": 50}, tags, None),
    ("root_mean_squared_error", {}, related, ROWS),
    ("sensitivity_at_specificity", {"specificity": 0.4}, tags, ROWS),
    ("sensitivity_at_specificity", {"specificity": 0.5, "num_thresholds": 1, "class_id": 0}, tags, None),
    ("sparse_categorical_accuracy", {}, long_steps, STEPS),
    ("sparse_categorical_accuracy", {}, long_steps, ROWS),
    ("sparse_categorical_crossentropy", {}, class_laws, None),
    ("sparse_categorical_crossentropy", LOGITS, long_steps, STEPS),
    ("sparse_top_k_categorical_accuracy", {"k": 2}, ranked, None),
    ("sparse_top_k_categorical_accuracy", {"k": 2}, long_steps, STEPS),
    ("specificity_at_sensitivity", {"sensitivity": 0.5}, tags, None),
    ("squared_hinge", {}, sided, None),
    ("top_k_categorical_accuracy", {"k": 3}, ranked_one_hot, None),
    ("top_k_categorical_accuracy", {}, ranked_one_hot, ROWS),
    ("true_negatives", {}, tags, ROWS),
    ("true_positives", {"thresholds": 0.25}, coarse, None),
]


def make():
    cases = []
    for name, options, source in CASES:
        data = batches(source)
        target, output = data[0]
        metric = get_metric(name, target, output) if name == "accuracy" else getattr(keras.metrics, camel(name))(**options)
        for target, output in data:
            metric.update_state(target, output)
        pairs = [{"target": array(t), "output": array(o)} for t, o in data]
        cases.append({"name": name, "options": options, "batches": pairs, "result": number(metric.result())})
    for name, options, source, weigh in MORE:
        metric = getattr(keras.metrics, camel(name))(**options)
        pairs = []
        for size in SIZES:
            target, output = source(size)
            weights = weigh(size, target) if weigh else None
            metric.update_state(target, output, sample_weight=weights)
            pair = {"target": array(target), "output": array(output)}
            pairs.append(pair if weights is None else {**pair, "weights": array(weights)})
        cases.append({"name": name, "options": options, "batches": pairs, "result": number(metric.result())})
    write("metrics", cases)
