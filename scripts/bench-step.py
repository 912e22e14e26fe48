"""The measured step in PyTorch on one thread: a line of JSON in, a line of JSON out."""
import json
import sys
import time

import torch

torch.set_num_threads(1)
SIZES = [2, 128, 128, 3]
NOISE, TEMPERATURE, LEARNING_RATE = 0.1, 0.1, 0.01


class Step:
    def __init__(self, pairs):
        self.points = torch.randn(pairs, SIZES[0])
        self.layers = [
            ((torch.randn(i, o) * (2 / i) ** 0.5).requires_grad_(), torch.zeros(o, requires_grad=True))
            for i, o in zip(SIZES, SIZES[1:])
        ]
        parameters = [tensor for layer in self.layers for tensor in layer]
        self.optimizer = torch.optim.Adam(parameters, lr=LEARNING_RATE)

    def encode(self, view):
        h = view
        for i, (weights, biases) in enumerate(self.layers):
            h = torch.addmm(biases, h, weights)
            if i + 1 < len(self.layers):
                h = torch.relu(h)
        return torch.nn.functional.normalize(h, dim=1)

    def view(self):
        return self.points + NOISE * torch.randn_like(self.points)

    def tick(self):
        self.optimizer.zero_grad(set_to_none=True)
        a, b = self.encode(self.view()), self.encode(self.view())
        similarities = a @ b.T / TEMPERATURE
        own = (a * b).sum(1) / TEMPERATURE
        loss = (torch.logsumexp(similarities, 1) - own).mean()
        loss.backward()
        self.optimizer.step()
        return loss.item()


def measure(steps, ticks):
    start = time.perf_counter()
    for _ in range(ticks):
        # On one thread a population costs least in turn.
        for step in steps:
            step.tick()
    return 1000 * (time.perf_counter() - start) / ticks


def say(answer):
    print(json.dumps(answer), flush=True)


say({"version": torch.__version__})
steps = []
for line in sys.stdin:
    command = json.loads(line)
    if command["do"] == "open":
        steps = [Step(command["pairs"]) for _ in range(command["members"])]
        measure(steps, 1)
        say({"whole": measure(steps, 1)})
    elif command["do"] == "measure":
        say({"whole": measure(steps, command["ticks"])})
