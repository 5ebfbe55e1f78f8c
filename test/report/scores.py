"""Writes scores.json: what scikit-learn says of made-up labels and values, for scores.test.ts.

    "$(node scripts/python-env.mjs keras)" test/report/scores.py
"""

import json
import warnings
from pathlib import Path

import numpy as np
from sklearn.metrics import (
    accuracy_score,
    confusion_matrix,
    mean_absolute_error,
    precision_recall_fscore_support,
    r2_score,
    root_mean_squared_error,
)

warnings.filterwarnings("ignore")


def plain(values):
    """NaN as null: JSON has none."""
    return [None if np.isnan(value) else float(value) for value in np.atleast_1d(values)]


def labelled(name, truth, predicted, classes):
    labels = list(range(classes))
    scores = precision_recall_fscore_support(truth, predicted, labels=labels, zero_division=np.nan)
    averages = {}
    for average in ("macro", "weighted"):
        means = precision_recall_fscore_support(
            truth, predicted, labels=labels, average=average, zero_division=np.nan
        )[:3]
        averages[average] = plain(np.array(means, dtype=float))
    return {
        "name": name,
        "classes": classes,
        "truth": [int(label) for label in truth],
        "predicted": [int(label) for label in predicted],
        "matrix": confusion_matrix(truth, predicted, labels=labels).tolist(),
        "accuracy": accuracy_score(truth, predicted),
        "precision": plain(scores[0]),
        "recall": plain(scores[1]),
        "f1": plain(scores[2]),
        "support": scores[3].tolist(),
        **averages,
    }


def valued(name, truth, predicted):
    truth, predicted = np.float32(truth), np.float32(predicted)
    return {
        "name": name,
        "truth": truth.tolist(),
        "predicted": predicted.tolist(),
        "r2": r2_score(np.float64(truth), np.float64(predicted)),
        "mean_absolute": mean_absolute_error(np.float64(truth), np.float64(predicted)),
        "root_mean_squared": root_mean_squared_error(np.float64(truth), np.float64(predicted)),
    }


def main():
    random = np.random.default_rng(7)
    truth = random.integers(0, 5, 80)
    mixed = np.where(random.random(80) < 0.7, truth, random.integers(0, 5, 80))
    values = random.normal(3, 10, 40)
    cases = {
        "labels": [
            labelled("five classes", truth, mixed, 5),
            labelled("two classes", truth % 2, mixed % 2, 2),
            labelled("all right", truth, truth, 5),
            labelled("a class that is never predicted", [0, 0, 1, 2], [0, 0, 0, 2], 3),
            labelled("a class without rows", [0, 0, 1, 1], [0, 2, 1, 1], 3),
            labelled("a class that is neither", [0, 0, 1, 1], [0, 1, 1, 1], 3),
        ],
        "values": [
            valued("close", values, values + random.normal(0, 1, 40)),
            valued("worse than the mean", values, -values),
            valued("exact", values, values),
        ],
    }
    text = json.dumps(cases, separators=(",", ":"))
    (Path(__file__).parent / "scores.json").write_text(text + "\n")


main()
