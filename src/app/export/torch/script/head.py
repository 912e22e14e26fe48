"""A run of Contrastive Lab in PyTorch.

    python train.py                            the exact steps, compared with the lab's
    python train.py --steps 600                then on, with these batches' pairs shuffled anew
TORCHRUN
Beside this file: run.json (settings, and the lab's losses), weights.safetensors (as they were before the first step), and
batches/*.npy, the exact inputs of the first steps. It needs torch and numpy alone.
"""
import argparse
import json
import math
import os
import re
import struct
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
import torch.nn.functional as F

HERE = Path(__file__).parent
RUN = json.loads((HERE / "run.json").read_text(encoding="utf-8"))
MODEL, OBJECTIVE, TRAINING = (RUN["settings"][part] for part in ("model", "objective", "training"))


def read_safetensors(path):
    """Eight bytes with the length of a JSON header, the header, then the numbers."""
    data = path.read_bytes()
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        values = np.frombuffer(data[begin:end], dtype="<f4").reshape(entry["shape"])
        tensors[name] = torch.tensor(values.copy(), requires_grad=True)
    return tensors


def dense(x, weights, name):
    """The layer's weights are [inputs, outputs]."""
    return x @ weights[name.replace("*", "w")] + weights[name.replace("*", "b")]


def perceptron(x, weights, name):
    """Dense layers with ReLU between them."""
    layers = sum(1 for key in weights if re.fullmatch(rf"{name}/w\d+", key))
    for layer in range(layers):
        x = dense(x, weights, f"{name}/*{layer}")
        if layer + 1 < layers:
            x = F.relu(x)
    return x


def mean_of_words(tokens, table):
    """The mean of the words' vectors. Words below 0 are padding."""
    known = (tokens >= 0).unsqueeze(-1)
    vectors = table[tokens.clamp(min=0)] * known
    return vectors.sum(-2) / known.sum(-2).clamp(min=1)


def on_sphere(x):
    return x / torch.sqrt((x * x).sum(-1, keepdim=True) + 1e-12)


class Gather(torch.autograd.Function):
    """The rows of all processes, one process after another. Gradients come back to the process that owns a row."""

    @staticmethod
    def forward(ctx, x):
        parts = [torch.empty_like(x) for _ in range(dist.get_world_size())]
        dist.all_gather(parts, x.contiguous())
        return torch.cat(parts)

    @staticmethod
    def backward(ctx, gradient):
        gradient = gradient.contiguous()
        dist.all_reduce(gradient)
        rows = gradient.shape[0] // dist.get_world_size()
        return gradient[dist.get_rank() * rows : (dist.get_rank() + 1) * rows]


def gathered(x):
    return Gather.apply(x) if dist.is_initialized() else x


def my_share(count):
    """The pairs of this process."""
    if not dist.is_initialized():
        return slice(0, count)
    if count % dist.get_world_size():
        raise SystemExit(f"{count} pairs cannot be shared out evenly among {dist.get_world_size()} processes.")
    each = count // dist.get_world_size()
    return slice(dist.get_rank() * each, (dist.get_rank() + 1) * each)

