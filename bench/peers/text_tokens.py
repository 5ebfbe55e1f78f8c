"""Windows of a text, byte by byte, with the byte behind each: x [rows, 64] and y [rows, 64] as an .npz. Arguments: file, rows, texts."""
import sys
from pathlib import Path

import numpy as np

target, rows, *texts = sys.argv[1:]
text = "".join(Path(name).read_text() for name in texts).encode("ascii", "replace")
codes = np.frombuffer(text, np.uint8)
starts = np.linspace(0, len(codes) - 66, int(rows) + 32).astype(int)
windows = np.stack([codes[start : start + 65] for start in starts]).astype(np.int32)
x, y = windows[:, :-1], windows[:, 1:]
np.savez(target, x_train=x[:-32], y_train=y[:-32], x_test=x[-32:], y_test=y[-32:])
