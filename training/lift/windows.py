"""Batches for training: what the network reads of a window, and the truth it is held to.

The network's coordinates: picture points about the window's mean mid-shoulder, in units of the median shoulder distance; depth in the
same unit. Truth: camera axes from the frame's mid-shoulder, metres of the canonical person (every person scaled to the same shoulder
width + upper arm + forearm).
"""
import torch

from .motion import synthesise
from .maths import length
from .points import SHOULDERS
from .tracker import film, track

LENS_KNOWN = .25  # share of windows that are told the focal length
DEPTH_KNOWN = .4


def draw(n, frames, harsh=1., wild=1.):
    points, size, rate = synthesise(n, frames, wild)
    camera, picture, lens = film(points, wild)
    seen, confidence, depth = track(camera, picture, lens, harsh)
    inputs = normalise(seen, confidence, depth * lens["scale"].view(n, 1, 1), lens["focal"], rate)
    root = (camera[:, :, SHOULDERS[0]] + camera[:, :, SHOULDERS[1]]) / 2
    truth = (camera - root.unsqueeze(2)) / size.view(n, 1, 1, 1)
    return inputs, truth


def hide(inputs):
    """Masks depth and lens in a random part of the windows, as training sees them."""
    n = inputs["xy"].shape[0]
    has_depth, has_lens = torch.rand(n) < DEPTH_KNOWN, torch.rand(n) < LENS_KNOWN
    return show(inputs, has_depth, has_lens)


def show(inputs, has_depth, has_lens):
    """inputs with depth and lens only where the flags (bool or [n]) say so"""
    n = inputs["xy"].shape[0]
    flag = lambda x: (x if torch.is_tensor(x) else torch.full((n,), x)).float().view(n, 1, 1)
    d, l = flag(has_depth), flag(has_lens)
    context = inputs["context"].clone()
    context[..., 2:3] *= l
    context[..., 3:4] = l
    context[..., 5:6] = d
    return dict(xy=inputs["xy"], confidence=inputs["confidence"], depth=inputs["depth"] * d, context=context)


def normalise(seen, confidence, depth, focal, rate):
    """seen [n, frames, 55, 2] and depth [n, frames, 55] in one unit, from the middle of the picture; focal [n] in that unit; rate [n].

    context [n, frames, 6]: where the middle of the picture lies, 1 / focal, whether that is known, frame time / 0.04 s, whether depth is known
    """
    n, frames = seen.shape[:2]
    both = (confidence[:, :, SHOULDERS[0]] > 0) & (confidence[:, :, SHOULDERS[1]] > 0)
    left, right = seen[:, :, SHOULDERS[0]], seen[:, :, SHOULDERS[1]]
    gap = length(left - right)
    gap = torch.where(both, gap, torch.full_like(gap, float("nan")))
    unit = torch.nanmedian(gap, 1).values.nan_to_num(1.).clamp_min(1e-3).view(n, 1, 1, 1)
    weight = both.float().unsqueeze(-1)
    centre = ((left + right) / 2 * weight).sum(1, keepdim=True) / weight.sum(1, keepdim=True).clamp_min(1)
    known = (confidence > 0).float()
    xy = (seen - centre.unsqueeze(2)) / unit * known.unsqueeze(-1)
    context = torch.cat([-centre / unit.view(n, 1, 1), (unit.view(n, 1, 1) / focal.view(n, 1, 1)), torch.ones(n, 1, 1), 25 / rate.view(n, 1, 1), torch.ones(n, 1, 1)], -1)
    return dict(xy=xy.clamp(-12, 12), confidence=confidence, depth=(depth / unit.view(n, 1, 1) * known).clamp(-6, 6), context=context.clamp(-8, 8).expand(n, frames, 6).contiguous())
