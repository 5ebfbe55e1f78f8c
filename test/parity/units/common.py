"""What the fixture makers share: arrays to JSON, and numbers that are the same in every run."""

import json
from pathlib import Path

import numpy as np

TEST = Path(__file__).resolve().parents[2]


def array(value):
    """{shape, dtype, data}; numbers have the nine digits that a float32 needs."""
    value = np.asarray(value)
    if value.dtype.kind == "f":
        data = [float(f"{v:.9g}") for v in value.astype(np.float32).ravel()]
        return {"shape": list(value.shape), "dtype": "float32", "data": data}
    return {"shape": list(value.shape), "dtype": "int32", "data": [int(v) for v in value.ravel()]}


def number(value):
    return float(f"{float(value):.9g}")


def write(folder, content, name="keras"):
    """One case a line, so that a change shows as the lines that changed."""
    path = TEST / folder / "fixtures" / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, list):
        text = "[\n" + ",\n".join(json.dumps(case) for case in content) + "\n]\n"
    else:
        text = "{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in content.items()) + "\n}\n"
    path.write_text(text)
    print(path.relative_to(TEST.parent), f"{len(text) / 1024:.0f} KB")
