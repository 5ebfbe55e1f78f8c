"""What a parity case has beside one input, one output and rows that all count alike, in Keras's terms."""

import keras
import numpy as np


def inputs_of(case, sample_shape):
    """Tensors by name, and the model's inputs: the whole rows, and a group of columns for each of `inputs`."""
    groups = case.get("inputs", {})
    sources = {"input": keras.Input(sample_shape, name="input" if groups else None)}
    for name, columns in groups.items():
        sources[name] = keras.Input((*sample_shape[:-1], len(columns)), name=name)
    used = {name for _kind, options in case["architecture"] for name in options.get("inputs", [])}
    if "inputs" not in case["architecture"][0][1]:
        used.add("input")
    return {name: source for name, source in sources.items() if name in used}


def rows_of(case, x, model):
    """Rows for each of the model's inputs."""
    groups = case.get("inputs", {})
    if not groups:
        return x
    return {name: x[..., groups[name]] if name in groups else x for name in model.input}


def targets_of(case, x, y):
    """Targets for each output, or the only one."""
    if case.get("target") == "input":
        return x
    if case.get("one_hot"):
        return np.eye(int(y.max()) + 1, dtype=np.float32)[y]
    if not isinstance(case["loss"], dict):
        return y
    return {output: target_of(case, output, x, y) for output in case["loss"]}


def target_of(case, output, x, y):
    columns = case.get("targets", {}).get(output)
    if columns is None:
        return y
    if columns == "input":
        return x
    return y[:, columns[0]] if len(columns) == 1 else y[:, columns]


def weights_of(case, split, data):
    """Keyword arguments with the weights of rows; a column where they meet a mask, which Keras does not align."""
    if "sample_weight" not in case:
        return {}
    weights = data[f"{case['sample_weight']}_{split}"]
    return {"sample_weight": weights[:, None] if case.get("masked") else weights}


def class_weights_of(case, y):
    """The weight of every class; `balanced` as scikit-learn's compute_class_weight has it."""
    given = case.get("class_weight")
    if given != "balanced":
        return given
    labels, counts = np.unique(y, return_counts=True)
    return {int(label): len(y) / (len(labels) * count) for label, count in zip(labels, counts)}


def per_output(value, make):
    """Something made of a value, or of each in a map by outputs."""
    return {output: make(one) for output, one in value.items()} if isinstance(value, dict) else make(value)


def add_rows(folder, data):
    """Rows with three targets (a value, a class, yes or no) and weights; classes with weights, and tags of steps."""
    rng = np.random.default_rng(23)
    several, weighted, tags = {}, {}, {}
    for split in ("train", "test"):
        columns = [data[name][f"y_{split}"] for name in ("value", "classes", "binary")]
        rows = data["classes"][f"x_{split}"]
        weights = {f"w_{split}": rng.uniform(0.1, 3, len(rows)).astype(np.float32)}
        several |= {f"x_{split}": rows, f"y_{split}": np.stack(columns, 1).astype(np.float32), **weights}
        weighted |= {f"x_{split}": rows, f"y_{split}": columns[1], **weights}
    for split in ("train", "test"):
        tags |= {f"{axis}_{split}": data["tags"][f"{axis}_{split}"] for axis in "xy"}
        tags[f"w_{split}"] = rng.uniform(0.1, 3, len(tags[f"x_{split}"])).astype(np.float32)
    for name, arrays in (("several", several), ("weighted", weighted), ("weighted-tags", tags)):
        np.savez_compressed(folder / f"{name}.npz", **arrays)
        data[name] = arrays
