"""Our own benchmark: windows written to disk once, and the scores of weights on them.

    python3 -m lift.benchmark write --data bench         writes test.pt and shifted.pt and checks their hashes
    python3 -m lift.benchmark score --data bench --weights run/weights.pt

"test" is drawn like training, from a seed that training never uses; "shifted" has 1.6 times the errors, wider proportions and camera
angles, and mostly handshapes that follow no state. Hashes are of the numbers, so that a changed generator is noticed: benchmark.json.
"""
import argparse
import hashlib
import json
import os

import torch

from .clips import load
from .points import WINDOW
from .scores import score
from .windows import draw, show

SETS = {"test": dict(seed=424243, harsh=1., wild=1.), "shifted": dict(seed=424244, harsh=1.6, wild=1.6)}
WINDOWS = 768
RECORD = os.path.join(os.path.dirname(__file__), "..", "benchmark.json")


def main():
    p = argparse.ArgumentParser()
    p.add_argument("what", choices=["write", "score"])
    p.add_argument("--data", required=True)
    p.add_argument("--weights")
    p.add_argument("--record", action="store_true", help="write the hashes instead of checking them")
    a = p.parse_args()
    torch.set_num_threads(1)  # sums depend on how they are split
    write(a.data, a.record) if a.what == "write" else print(json.dumps(table(a.data, load(a.weights)), indent=1))


def write(folder, record):
    os.makedirs(folder, exist_ok=True)
    hashes = {}
    for name, how in SETS.items():
        torch.manual_seed(how["seed"])
        with torch.no_grad():
            inputs, truth = draw(WINDOWS, WINDOW, how["harsh"], how["wild"])
        digest = hashlib.sha256()
        for values in (*inputs.values(), truth):
            digest.update(values.contiguous().numpy().astype("<f4").tobytes())
        hashes[name] = digest.hexdigest()
        torch.save(dict(inputs=inputs, truth=truth), os.path.join(folder, name + ".pt"))
    if record:
        with open(RECORD, "w") as out:
            json.dump(dict(windows=WINDOWS, torch=torch.__version__, sha256=hashes), out, indent=1)
            out.write("\n")
        return
    with open(RECORD) as known:
        expected = json.load(known)["sha256"]
    for name in SETS:
        print(name, "as recorded" if hashes[name] == expected[name] else f"DIFFERS from what was recorded: {hashes[name]}")


@torch.no_grad()
def table(folder, net):
    """Scores per set, with and without depth; "live N" reads the frame that has N frames after it."""
    rows = {}
    for name in SETS:
        data = torch.load(os.path.join(folder, name + ".pt"))
        truth, confidence = data["truth"], data["inputs"]["confidence"]
        for label, depth in (("2D", False), ("with z", True)):
            inputs = show(data["inputs"], depth, False)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                positions = torch.cat([net(**{k: v[i:i + 128] for k, v in inputs.items()})[0] for i in range(0, len(truth), 128)])
            rows[f"{name} {label}"] = score(positions, truth, confidence)
            for ahead in (0, 1, 2):
                one = slice(WINDOW - 1 - ahead, WINDOW - ahead)
                rows[f"{name} {label} live {ahead}"] = score(positions[:, one], truth[:, one], confidence[:, one])
    return {row: {k: round(v, 2) for k, v in values.items()} for row, values in rows.items()}


if __name__ == "__main__":
    main()
