"""The network of bench/transformer.mjs in PyTorch: tensors loaded beforehand, attention by scaled_dot_product_attention."""
import json
import sys
import time

import numpy as np
import torch
from torch.nn import functional


class Block(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = torch.nn.LayerNorm(128, eps=1e-5)
        self.mix = torch.nn.Linear(128, 384)
        self.end = torch.nn.Linear(128, 128)
        self.again = torch.nn.LayerNorm(128, eps=1e-5)
        self.wide = torch.nn.Linear(128, 512)
        self.narrow = torch.nn.Linear(512, 128)

    def forward(self, x):
        batch, steps, width = x.shape
        mixed = self.mix(self.norm(x)).view(batch, steps, 3, 4, 32).permute(2, 0, 3, 1, 4)
        y = functional.scaled_dot_product_attention(*mixed, is_causal=True)
        x = x + self.end(y.transpose(1, 2).reshape(batch, steps, width))
        return x + self.narrow(functional.gelu(self.wide(self.again(x))))


class Network(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.lookup = torch.nn.Embedding(128, 128)
        self.places = torch.nn.Parameter(torch.randn(64, 128) * 0.05)
        self.blocks = torch.nn.Sequential(Block(), Block(), torch.nn.LayerNorm(128, eps=1e-5))
        self.out = torch.nn.Linear(128, 128)

    def forward(self, x):
        return self.out(self.blocks(self.lookup(x) + self.places))


def main(path, epochs):
    torch.manual_seed(0)
    data = np.load(path)
    x, y = torch.tensor(data["x_train"]).long(), torch.tensor(data["y_train"]).long()
    model = Network()
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001, eps=1e-7)
    seconds = []
    for epoch in range(epochs):
        begun = time.perf_counter()
        total = torch.zeros(())
        for batch in torch.randperm(len(x)).split(32):
            optimizer.zero_grad()
            loss = functional.cross_entropy(model(x[batch]).flatten(0, 1), y[batch].flatten())
            loss.backward()
            optimizer.step()
            with torch.no_grad():
                total += loss * len(batch)
        mean = total.item() / len(x)
        seconds.append(time.perf_counter() - begun)
    print(json.dumps({"version": f"torch {torch.__version__}", "epochs": seconds, "loss": mean}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
