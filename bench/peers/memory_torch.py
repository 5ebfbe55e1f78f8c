"""Memory of some steps of experiments/mnist-cnn.yaml in PyTorch, with all images as bytes and each batch scaled alone."""
import gc
import json
import sys
import time

import torch
from cnn_torch import adadelta, network
from memory import peak, reset_peak, resident
from mnist import load

folder, steps = sys.argv[1], int(sys.argv[2])
torch.manual_seed(0)
x, y = (torch.tensor(array) for array in load(folder, "train"))
model = network()
optimizer = adadelta(model)
loss_of = torch.nn.CrossEntropyLoss()
order = torch.randperm(len(x))
gc.collect()
baseline, before = resident(), peak()
reset_peak()
seconds = []
for batch in order.split(128)[:steps]:
    begun = time.perf_counter()
    images = x[batch].unsqueeze(1).float() / 255
    target = y[batch].long()
    optimizer.zero_grad()
    loss = loss_of(model(images), target)
    loss.backward()
    optimizer.step()
    loss.item()
    seconds.append(time.perf_counter() - begun)
print(json.dumps({
    "version": f"torch {torch.__version__}",
    "baseline": baseline,
    "peak": max(before, peak()),
    "training": peak(),
    "seconds": seconds,
}))
