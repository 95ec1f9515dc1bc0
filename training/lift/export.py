"""Writes trained weights as ONNX, with its sha256 and a worked example that other runtimes can check themselves against.

    python3 -m lift.export --weights run/weights.pt --out ../models
"""
import argparse
import hashlib
import json
import math
import os

import torch

from .clips import load
from .network import CONTEXT
from .points import POINT_COUNT, WINDOW

NAMES = ["xy", "confidence", "depth", "context"]
OPSET = 14


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--weights", required=True)
    p.add_argument("--out", required=True)
    a = p.parse_args()
    net = load(a.weights)
    os.makedirs(a.out, exist_ok=True)
    path = os.path.join(a.out, "lifter.onnx")
    inputs = example()
    axes = {name: {0: "n"} for name in [*NAMES, "positions", "deviations"]}
    torch.onnx.export(net, tuple(inputs), path, opset_version=OPSET, input_names=NAMES, output_names=["positions", "deviations"], dynamic_axes=axes)
    with torch.no_grad():
        positions, deviations = net(*inputs)
    saved = torch.load(a.weights)
    with open(path, "rb") as file:
        sha256 = hashlib.sha256(file.read()).hexdigest()
    card = dict(file="lifter.onnx", bytes=os.path.getsize(path), sha256=sha256, opset=OPSET, windows=saved["seen"], seed=saved["seed"], shape=saved["shape"],
                example=dict(positions=[round(v, 6) for v in positions[0, ::13, ::9].flatten().tolist()],
                             deviations=[round(v, 6) for v in deviations[0, ::13, ::9].flatten().tolist()]))
    with open(os.path.join(a.out, "lifter.json"), "w") as out:
        json.dump(card, out, indent=1)
        out.write("\n")
    print(json.dumps({k: v for k, v in card.items() if k != "example"}))


def example():
    """One window that any language can make: value i of an input is 0.5 + 0.4 sin(i + input's number), confidence and flags within 0..1."""
    wave = lambda k, *shape: (.5 + .4 * torch.sin(torch.arange(math.prod(shape), dtype=torch.float64) + k)).float().reshape(1, *shape)
    return wave(0, WINDOW, POINT_COUNT, 2), wave(1, WINDOW, POINT_COUNT), wave(2, WINDOW, POINT_COUNT), wave(3, WINDOW, CONTEXT)


if __name__ == "__main__":
    main()
