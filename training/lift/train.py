"""Trains the lifter on windows that are made as it goes. Every step's windows follow from the seed and the step alone, so a run that
was stopped goes on where it was.

    python3 -m lift.train --out run --windows 400000        from training/
    echo 0.4 > run/finish                                    the rate begins to fall now, over 0.4 times the windows so far
"""
import argparse
import json
import math
import os
import time

import torch

from .grow import grow
from .loss import lift_loss
from .muon import Muon
from .network import Lifter
from .points import BODY_COUNT, HAND_COUNT, WINDOW
from .scores import score
from .windows import draw, hide, show

FALL = .3  # share of the run in which the learning rate falls to a hundredth
WARM_UP = 150  # steps
LONGEST_MEAN = .9985  # the shipped weights are a moving mean of the trained ones


def main():
    a = arguments()
    torch.set_num_threads(a.threads)
    os.makedirs(a.out, exist_ok=True)
    run = begin(a)
    print(json.dumps(dict(parameters=sum(p.numel() for p in run.net.parameters()), seen=run.seen)), flush=True)
    test = held_out(a.tests)
    clock = dict(begun=time.time(), cpu=time.process_time(), seen=run.seen, last=time.time())
    while run.seen < run.windows:
        look_for_finish(run, os.path.join(a.out, "finish"))
        loss = step(run, a)
        if time.time() - clock["last"] > a.every or run.seen >= run.windows:
            clock["last"] = time.time()
            for net in (run.net, run.mean):
                take_body(net, a.body_from)
            report(run, a, test, clock, loss)
            save(run, a)


class Run:
    """Networks, optimiser and how far training is."""

    def __init__(self, a):
        torch.manual_seed(a.seed)
        self.net = Lifter(a.body, a.body_blocks, a.hand, a.hand_blocks)
        self.mean = Lifter(**self.net.shape)
        trained = [(name, p) for name, p in self.net.named_parameters() if a.part == "all" or name.startswith(a.part)]
        between = lambda name, p: "blocks" in name and p.dim() > 1
        inner = [p for name, p in trained if between(name, p)]
        outer = [p for name, p in trained if not between(name, p)]
        self.optimisers = [Muon(inner, lr=a.rate), torch.optim.AdamW(outer, lr=a.rate, weight_decay=.01, betas=(.9, .98))]
        self.seen, self.windows, self.fall_from = 0, a.windows, int(a.windows * (1 - FALL))


def begin(a):
    """A new run, or the one that lies in the folder."""
    run = Run(a)
    path = os.path.join(a.out, "state.pt")
    if os.path.exists(path):
        saved = torch.load(path)
        for part in ("net", "mean"):
            getattr(run, part).load_state_dict(saved[part])
        for optimiser, state in zip(run.optimisers, saved["optimisers"]):
            optimiser.load_state_dict(state)
        run.seen, run.windows, run.fall_from = saved["progress"]
    else:
        if a.start:
            grow(run.net, torch.load(a.start)["weights"])
        run.mean.load_state_dict(run.net.state_dict())
    for net in (run.net, run.mean):
        take_body(net, a.body_from)
    return run


def look_for_finish(run, path):
    if not os.path.exists(path):
        return
    with open(path) as file:
        share = float(file.read() or .1)
    os.remove(path)
    run.fall_from, run.windows = run.seen, int(run.seen * (1 + share))


def step(run, a):
    fallen = max(0., (run.seen - run.fall_from) / (run.windows - run.fall_from))
    rate = a.rate * min(1., (run.seen / a.batch + 1) / WARM_UP) * (.5 * (1 + math.cos(math.pi * fallen)) * .99 + .01)
    for optimiser in run.optimisers:
        optimiser.param_groups[0]["lr"] = rate
    torch.manual_seed(a.seed * 1_000_003 + run.seen)
    with torch.no_grad():
        inputs, truth = draw(a.batch, WINDOW)
        inputs = hide(inputs)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        positions, deviations = forward(run.net, inputs, truth, a.part)
    loss = lift_loss(positions, deviations, truth, inputs["confidence"])
    for optimiser in run.optimisers:
        optimiser.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(run.net.parameters(), 1.)
    for optimiser in run.optimisers:
        optimiser.step()
    run.seen += a.batch
    steps = run.seen / a.batch
    keep = min(LONGEST_MEAN, (1 + steps) / (10 + steps))
    with torch.no_grad():
        for p, q in zip(run.mean.parameters(), run.net.parameters()):
            p.lerp_(q, 1 - keep)
    return loss.item()


def report(run, a, test, clock, loss):
    seconds = clock["last"] - clock["begun"]
    line = dict(windows=run.seen, minutes=round(seconds / 60, 1), cpu_minutes=round((time.process_time() - clock["cpu"]) / 60, 1),
                per_second=round((run.seen - clock["seen"]) / seconds), rate=run.optimisers[0].param_groups[0]["lr"], loss=round(loss, 4))
    for name, depth in (("2D", False), ("with z", True)):
        line[name] = {k: round(v, 2) for k, v in evaluate(run.mean, test, depth).items()}
    print(json.dumps(line), flush=True)
    with open(os.path.join(a.out, "log.jsonl"), "a") as log:
        log.write(json.dumps(line) + "\n")


def save(run, a):
    state = {part: getattr(run, part).state_dict() for part in ("net", "mean")}
    state["optimisers"] = [optimiser.state_dict() for optimiser in run.optimisers]
    state["progress"] = (run.seen, run.windows, run.fall_from)
    weights = dict(shape=run.mean.shape, weights=run.mean.state_dict(), seen=run.seen, seed=a.seed)
    for name, content in (("state.pt", state), ("weights.pt", weights)):
        path = os.path.join(a.out, name)
        torch.save(content, path + ".part")
        os.replace(path + ".part", path)


def forward(net, inputs, truth, part):
    """One of the two networks alone: the hands of the truth stand in for a body's, and a body is taken as it is for the hands'."""
    if part == "body":
        body, doubt = net.lift_body(**inputs)
        hands, hand_doubt = truth[:, :, BODY_COUNT:], doubt.new_zeros(*truth.shape[:2], 2 * HAND_COUNT)
    else:
        with torch.set_grad_enabled(part == "all"):
            body, doubt = net.lift_body(**inputs)
        hands, hand_doubt = net.lift_hands(**inputs, body=body)
    return torch.cat([body, hands], 2), .01 * torch.exp(torch.cat([doubt, hand_doubt], 2).clamp(-4, 4))


def take_body(net, path):
    """Puts the body network of another run into this one."""
    if path and os.path.exists(path):
        weights = torch.load(path)["weights"]
        net.load_state_dict({k: v for k, v in weights.items() if k.startswith("body.")}, strict=False)


def held_out(n, seed=90210):
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        with torch.no_grad():
            return draw(n, WINDOW)


@torch.no_grad()
def evaluate(net, test, depth, lens=False):
    inputs, truth = test
    inputs = show(inputs, depth, lens)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        positions = torch.cat([net(**{k: v[i:i + 128] for k, v in inputs.items()})[0] for i in range(0, len(truth), 128)])
    return score(positions, truth, inputs["confidence"])


def arguments():
    p = argparse.ArgumentParser()
    p.add_argument("--out", required=True)
    p.add_argument("--windows", type=int, default=1_500_000)
    p.add_argument("--batch", type=int, default=128)
    p.add_argument("--rate", type=float, default=1.5e-3)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--tests", type=int, default=512)
    p.add_argument("--every", type=float, default=180, help="seconds between checkpoints")
    p.add_argument("--start", help="weights.pt of another run to begin from, of a network as large or with fewer blocks or inputs")
    p.add_argument("--part", choices=["all", "body", "hand"], default="all", help="train one of the two networks alone")
    p.add_argument("--body-from", help="weights.pt of the run that trains the body, taken anew at every checkpoint")
    p.add_argument("--body", type=int, default=192)
    p.add_argument("--body-blocks", type=int, default=5)
    p.add_argument("--hand", type=int, default=224)
    p.add_argument("--hand-blocks", type=int, default=5)
    return p.parse_args()


if __name__ == "__main__":
    main()
