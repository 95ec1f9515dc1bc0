"""Errors of lifted windows against the truth: millimetres of the canonical person and degrees."""
import torch

from .loss import lines, palm_normal
from .maths import length, unit
from .points import CHAINS, ELBOWS, HAND_COUNT, HANDS, SHOULDERS, WRISTS


def score(positions, truth, confidence):
    """positions, truth [n, frames, 55, 3]; confidence [n, frames, 55]: frames without any point and hands that are not seen do not count
    -> dict of means"""
    mask = confidence[:, :, list(HANDS)] > 0
    filled = confidence.amax(2) > 0
    sides = lambda f: [torch.cat([f(p, first)[mask[..., i]] for i, first in enumerate(HANDS)]) for p in (positions, truth)]
    relative = lambda p, first: p[:, :, first:first + HAND_COUNT] - p[:, :, first:first + 1]
    out = {}
    mm = lambda a, b: length(a - b).mean().item() * 1000
    out["wrist mm"] = mm(positions[filled][:, list(WRISTS)], truth[filled][:, list(WRISTS)])
    a, b = sides(relative)
    out["hand mm"] = mm(a, b)
    out["hand aligned mm"] = mm(aligned(a, b), b)
    a, b = sides(palm_normal)
    palm = degrees((a * b).sum(-1))
    out["palm deg"], out["palm p90"], out["palm > 45 %"] = palm.mean().item(), palm.quantile(.9).item() if len(palm) < 1.5e7 else 0., (palm > 45).float().mean().item() * 100
    a, b = sides(lines)
    out["finger line deg"] = degrees((a * b).sum(-1)).mean().item()
    a, b = sides(flexions)
    out["flexion deg"] = (a - b).abs().mean().item()
    arm = lambda p: unit(torch.cat([p[:, :, list(ELBOWS)] - p[:, :, list(SHOULDERS)], p[:, :, list(WRISTS)] - p[:, :, list(ELBOWS)]], 2))
    angles = degrees((arm(positions) * arm(truth)).sum(-1))[filled]
    out["upper arm deg"], out["forearm deg"] = angles[..., :2].mean().item(), angles[..., 2:].mean().item()
    bend = lambda p: p[:, 2:] - 2 * p[:, 1:-1] + p[:, :-2]
    if positions.shape[1] > 2:
        steady = filled[:, 2:] & filled[:, 1:-1] & filled[:, :-2]
        out["acceleration mm"] = mm(bend(positions)[steady], bend(truth)[steady])
    return out


degrees = lambda cosine: torch.rad2deg(torch.acos(cosine.clamp(-1, 1)))


def flexions(points, first):
    hand = points[..., first:first + HAND_COUNT, :]
    angles = []
    for chain in CHAINS:
        bones = [unit(hand[..., chain[i + 1], :] - hand[..., chain[i], :]) for i in range(4)]
        angles += [degrees((bones[i] * bones[i + 1]).sum(-1)) for i in range(3)]
    return torch.stack(angles, -1)


def aligned(a, b):
    """a [n, points, 3] moved onto b by the best similarity (Umeyama 1991)."""
    ma, mb = a.mean(1, keepdim=True), b.mean(1, keepdim=True)
    x, y = a - ma, b - mb
    u, s, vh = torch.linalg.svd(x.transpose(1, 2) @ y)
    flip = torch.ones_like(s)
    flip[:, 2] = torch.sign(torch.det(u @ vh))
    rotation = (u * flip.unsqueeze(1)) @ vh
    scale = (s * flip).sum(1) / (x * x).sum((1, 2)).clamp_min(1e-12)
    return scale.view(-1, 1, 1) * x @ rotation + mb
