"""Clips of MediaPipe-like frames in JSON -> lifted clips, for benchmarks that are not ours.

Read: [{width, height, fps, frames: [{pose: [33 of [x, y, z, confidence] or null], left_hand, right_hand: 21 x [x, y, z] or null}]}], picture
coordinates 0..1. Written: [clip][frame][55][x, y, z], camera axes, metres of the canonical person from mid-shoulder.

    python3 -m lift.clips --weights run/weights.pt --in clips.json --out lifted.json [--depth]
"""
import argparse
import json

import torch

from .network import Lifter
from .points import HANDS, POINT_COUNT, POSE_INDEX, SHOULDERS, WINDOW
from .windows import normalise, show

STRIDE = 13  # frames between windows; overlaps are averaged, and more of them gain nothing


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--weights", required=True)
    p.add_argument("--in", dest="source", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--depth", action="store_true")
    a = p.parse_args()
    net = load(a.weights)
    with open(a.source) as source:
        clips = json.load(source)
    lifted = [lift(net, *arrays(clip), clip["fps"], a.depth) for clip in clips]
    with open(a.out, "w") as out:
        json.dump([[[[round(v, 5) for v in point] for point in frame] for frame in clip.tolist()] for clip in lifted], out)


def load(path):
    saved = torch.load(path)
    net = Lifter(**saved["shape"])
    net.load_state_dict(saved["weights"])
    return net.eval()


def arrays(clip):
    """-> seen [frames, 55, 2] and depth [frames, 55] in picture heights from its middle, confidence [frames, 55]"""
    aspect = clip["width"] / clip["height"]
    frames = len(clip["frames"])
    xyz, confidence = torch.zeros(frames, POINT_COUNT, 3), torch.zeros(frames, POINT_COUNT)
    for t, frame in enumerate(clip["frames"]):
        for j, m in enumerate(POSE_INDEX):
            point = frame["pose"][m]
            if point is not None:
                xyz[t, j], confidence[t, j] = torch.tensor(point[:3]), point[3]
        for first, name in zip(HANDS, ("left_hand", "right_hand")):
            if frame[name] is not None:
                hand = torch.tensor(frame[name])
                xyz[t, first:first + 21], confidence[t, first:first + 21] = hand[:, :3], hand[:, 3] if hand.shape[1] > 3 else 1.
    seen = torch.stack([(xyz[..., 0] - .5) * aspect, xyz[..., 1] - .5], -1)
    depth = xyz[..., 2] * aspect
    depth[:, :13] -= (depth[:, SHOULDERS[0]] + depth[:, SHOULDERS[1]]).unsqueeze(1) / 2
    for first in HANDS:
        depth[:, first:first + 21] -= depth[:, first:first + 1].clone()
    return seen, depth, confidence


@torch.no_grad()
def lift(net, seen, depth, confidence, fps, use_depth):
    frames = len(seen)
    starts = sorted({max(0, min(s, frames - WINDOW)) for s in range(0, frames, STRIDE)})
    total, weights = torch.zeros(frames, POINT_COUNT, 3), torch.zeros(frames, 1, 1)
    ramp = torch.minimum(torch.arange(1., WINDOW + 1), torch.arange(float(WINDOW), 0, -1)).view(-1, 1, 1)
    for start in starts:
        end = min(start + WINDOW, frames)
        pad = lambda x: torch.cat([x[start:end], torch.zeros(WINDOW - (end - start), *x.shape[1:])]).unsqueeze(0)
        inputs = normalise(pad(seen), pad(confidence), pad(depth), torch.ones(1), torch.tensor([float(fps)]))
        positions, _ = net(**show(inputs, use_depth, False))
        total[start:end] += (positions[0] * ramp)[:end - start]
        weights[start:end] += ramp[:end - start]
    return total / weights


if __name__ == "__main__":
    main()
