"""PyTorch, one thread: answers the requests of cpp/bench/requests.h on the inputs in the folder argv[1]."""

import json
import math
import sys
import time

import torch
import torch.nn.functional as F

torch.set_num_threads(1)

BATCH, D, N, LAYERS, HEAD = 2048, 10, 20, 4, 64
SIZE = D + 1
CHUNK, QUERIES = 64, 128
FOLDER = sys.argv[1]


def read(name, *shape):
    with open(f"{FOLDER}/{name}", "rb") as file:
        return torch.frombuffer(bytearray(file.read()), dtype=torch.float32).reshape(*shape)


def full_layers(parameters):
    matrices = parameters.reshape(LAYERS, 2, SIZE, SIZE)
    return [(layer[0], layer[1]) for layer in matrices]


def diag_layers(parameters):
    spread = torch.zeros(2, SIZE)
    spread[0, :D] = 1
    spread[1, D] = 1
    vectors = parameters.reshape(LAYERS, 2, 2) @ spread
    return [layer[0].unsqueeze(1) * layer[1].unsqueeze(0) for layer in vectors]


def transform(layer, gram):
    """G -> I + P G Q; for DIAG the layer is the matrix of p_a q_b."""
    if isinstance(layer, tuple):
        return torch.eye(SIZE) + layer[0] @ (gram @ layer[1])
    return torch.eye(SIZE) + layer * gram


def last_row_times(layer, gram, column):
    if isinstance(layer, tuple):
        P, Q = layer
        return (gram @ (Q @ column)).squeeze(2) @ P[D]
    return ((layer[D] * gram[:, D]) * column.squeeze(2)).sum(1)


class Training:
    """The Gram recursion with batched products and autograd; measured: faster than by tokens."""

    def __init__(self, model):
        tokens = torch.cat([read("x", BATCH, N, D), read("y", BATCH, N, 1)], 2)
        self.tokens, self.turned = tokens, tokens.transpose(1, 2).contiguous()
        self.query = torch.cat([read("query", BATCH, D), torch.zeros(BATCH, 1)], 1).unsqueeze(2)
        self.target = read("target", BATCH)
        self.starting = read(model, -1)
        self.layers_of = full_layers if model == "full" else diag_layers

    def begin(self):
        self.parameters = self.starting.clone().requires_grad_()
        self.optimizer = torch.optim.Adam([self.parameters], lr=1e-3)

    def loss(self):
        layers = self.layers_of(self.parameters)
        gram, p = self.turned @ self.tokens, self.query
        for layer in layers[:-1]:
            t = transform(layer, gram)
            p = t @ p
            gram = t @ gram @ t.transpose(1, 2)
        minus_prediction = p[:, D, 0] + last_row_times(layers[-1], gram, p)
        return 0.5 * (self.target + minus_prediction).square().mean()

    def repeat(self, count):
        for _ in range(count):
            self.optimizer.zero_grad(set_to_none=True)
            self.last = self.loss()
            self.last.backward()
            self.optimizer.step()

    def results(self):
        return {"loss": self.last.detach().reshape(1), "gradient": self.parameters.grad}


def softmax(q, k, v):
    """In blocks of queries; measured: twice as fast at 4,096 as with all scores at once."""
    turned = k.T
    blocks = (q / math.sqrt(HEAD)).split(QUERIES)
    return torch.cat([torch.softmax(block @ turned, 1) @ v for block in blocks])


def phi(x):
    return F.elu(x) + 1


def linear(q, k, v):
    phi_q, phi_k = phi(q), phi(k)
    return (phi_q @ (phi_k.T @ v)) / (phi_q @ phi_k.sum(0)).unsqueeze(1)


def causal(q, k, v):
    """In chunks: the state before the chunk, and within it a masked product."""
    phi_q, phi_k, values = (x.reshape(-1, CHUNK, HEAD) for x in (phi(q), phi(k), v))
    states = phi_k.transpose(1, 2) @ values
    sums = phi_k.sum(1)
    S, z = states.cumsum(0) - states, sums.cumsum(0) - sums
    scores = torch.tril(phi_q @ phi_k.transpose(1, 2))
    weight = scores.sum(2, keepdim=True) + phi_q @ z.unsqueeze(2)
    return ((scores @ values + phi_q @ S) / weight).reshape(-1, HEAD)


class Attention:
    def __init__(self, form, n):
        self.inputs = [read(name, -1, HEAD)[:n].contiguous() for name in "qkv"]
        self.forward = {"softmax": softmax, "linear": linear, "causal": causal}[form]

    def begin(self):
        pass

    def repeat(self, count):
        with torch.inference_mode():
            for _ in range(count):
                self.out = self.forward(*self.inputs)

    def results(self):
        return {"output": self.out}


runs = {}


def open_run(cell):
    kind, name, *rest = cell.split("/")
    runs[cell] = Training(name) if kind == "T" else Attention(name, int(rest[0]))
    return {"open": True}


def burst(cell, count):
    runs[cell].begin()
    start = time.perf_counter()
    runs[cell].repeat(int(count))
    return {"ms": 1000 * (time.perf_counter() - start)}


def results(cell, count, prefix):
    runs[cell].begin()
    runs[cell].repeat(int(count))
    found = runs[cell].results()
    for name, values in found.items():
        with open(prefix + name, "wb") as file:
            file.write(values.double().contiguous().numpy().tobytes())
    return {"fields": list(found)}


requests = {"open": open_run, "burst": burst, "results": results}
for line in sys.stdin:
    request, *words = line.split()
    print(json.dumps(requests[request](*words)), flush=True)
