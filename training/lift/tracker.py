"""Points in body axes -> what a tracker reports of them through a camera.

Camera axes: x right in the picture, y down, z away, metres. Picture coordinates are in picture heights from the middle of the picture.
Errors follow what was measured on recordings of MediaPipe Holistic: a bias per clip, slow drift and jitter per kind of point; the body's
wrists and elbows lag; hands drop out in bursts and shift as a whole, finger by finger; points outside the picture are guesses;
depth, where given, is squeezed, biased and now and then reversed.
"""
import math

import torch

from .maths import drift, length, normal, turn, uniform, unit
from .points import BODY_COUNT, ELBOWS, HAND_COUNT, HANDS, HIPS, POINT_COUNT, SHOULDERS, WRISTS

RAD = math.pi / 180
# metres at the person: bias, drift, jitter
BODY_ERRORS = {0: (.005, .003, .0012), 1: (.004, .003, .001), 2: (.004, .003, .001), 3: (.008, .004, .0015), 4: (.008, .004, .0015),
               5: (.010, .006, .002), 6: (.010, .006, .002), 7: (.012, .010, .005), 8: (.012, .010, .005), 9: (.013, .011, .006),
               10: (.013, .011, .006), 11: (.03, .02, .003), 12: (.03, .02, .003)}
HAND_POINT = (.0025, .0025, .0022)


def film(points, wild=1.):
    """wild scales how far cameras stand to the side, above and askew
    -> camera points [n, frames, 55, 3], picture [n, frames, 55, 2], lens dict(focal [n] picture heights, aspect [n], scale [n])"""
    n = points.shape[0]
    close = torch.rand(n) < .18
    field = uniform((n,), 22, 76) * RAD  # along the height
    focal = .5 / torch.tan(field / 2)
    covers = torch.where(close, uniform((n,), .40, .85), uniform((n,), .8, 1.9))  # metres of height at the person
    distance = (covers * focal).clamp_min(.62)
    angles = torch.stack([normal((n,), 0, 15 * wild).clamp(-48, 48), normal((n,), 2, 8 * wild).clamp(-28, 28), normal((n,), 0, 3 * wild)], -1) * RAD
    rotation = torch.diag(torch.tensor([1., -1., -1.])) @ turn(*angles.unbind(-1))
    middle = (points[:, :, SHOULDERS[0]] + points[:, :, SHOULDERS[1]]).mean(1, keepdim=True) / 2
    x = (points - middle.unsqueeze(2)) @ rotation.transpose(-1, -2).unsqueeze(1)
    shift = torch.stack([normal((n,), 0, .12) * covers, normal((n,), -.02, .14) * covers - .06, distance], -1)
    x = x + shift.view(n, 1, 1, 3)
    picture = focal.view(n, 1, 1, 1) * x[..., :2] / x[..., 2:].clamp_min(.2)
    aspect = torch.tensor([16 / 9, 4 / 3, 1., .75, 9 / 16])[torch.multinomial(torch.tensor([.5, .2, .1, .08, .12]), n, True)]
    return x, picture, dict(focal=focal, aspect=aspect, scale=focal / x[:, :, SHOULDERS[0], 2].mean(1))


def track(points, picture, lens, harsh=1.):
    """-> seen [n, frames, 55, 2] picture heights, confidence [n, frames, 55] with 0 = missing, depth [n, frames, 55] metres:
    body from mid-shoulder, hands from their wrist. `harsh` scales all errors."""
    n, frames = picture.shape[:2]
    level = harsh * torch.exp(torch.randn(n, 1, 1, 1) * .45).clamp(.3, 2.2)
    level = torch.where(torch.rand(n, 1, 1, 1) < .06, level * .1, level)
    scale = lens["scale"].view(n, 1, 1, 1)
    quality = torch.sigmoid(drift((n, frames, 3), .93) * 1.2 + 1.7).clamp(.05, 1)
    spread = [BODY_COUNT, HAND_COUNT, HAND_COUNT]
    q = torch.cat([quality[..., i:i + 1].expand(n, frames, c) for i, c in enumerate(spread)], -1).unsqueeze(-1)
    bias, slow, jitter = [torch.tensor([BODY_ERRORS[j][k] for j in range(BODY_COUNT)] + [HAND_POINT[k]] * (2 * HAND_COUNT)).view(1, 1, -1, 1) for k in range(3)]
    error = torch.randn(n, 1, POINT_COUNT, 2) * bias + drift((n, frames, POINT_COUNT, 2), .85) * slow * (1 + 2 * (1 - q)) \
        + torch.randn(n, frames, POINT_COUNT, 2) * jitter * (1 + 2 * (1 - q))
    speed = torch.zeros(n, frames, POINT_COUNT, 1)
    speed[:, 1:] = length(picture[:, 1:] - picture[:, :-1], keepdim=True)
    error = error + torch.randn(n, frames, POINT_COUNT, 2) * (.1 * speed / scale)
    lagged = _lag(picture)
    seen = lagged + level * error * scale
    for side, first in enumerate(HANDS):
        hand = slice(first, first + HAND_COUNT)
        seen[:, :, hand] = seen[:, :, hand] + level * scale * _hand_error(points[:, :, hand], picture[:, :, hand] / scale, quality[..., 1 + side], 1. if side == 0 else -1.)
    confidence = (q.squeeze(-1) + torch.randn(n, frames, POINT_COUNT) * .06).clamp(.03, 1)
    binary = torch.rand(n, 1, 1) < .5  # many trackers say 1 of every hand they find, and little of the body
    sure = torch.cat([(.75 + .25 * confidence[..., :BODY_COUNT]), torch.ones(n, frames, 2 * HAND_COUNT)], -1)
    confidence = torch.where(binary, sure, confidence)
    seen, confidence = _leave_picture(seen, confidence, lens)
    confidence = confidence * _present(seen, quality, lens)
    return seen, confidence, _depth(points, harsh)


def _lag(picture):
    """The body's wrists and elbows come late by up to three frames in a part of the recordings."""
    n, frames = picture.shape[:2]
    late = (torch.rand(n, 1) < .45) * torch.rand(n, 1) ** 2 * 3.2
    out = picture.clone()
    for joints, share in ((WRISTS, 1.), (ELBOWS, .6)):
        t = (torch.arange(frames).view(1, frames) - late * share).clamp_min(0)
        low = t.floor().long()
        high = (low + 1).clamp_max(frames - 1)
        part = (t - low).view(n, frames, 1)
        for j in joints:
            take = lambda i: picture[:, :, j].gather(1, i.unsqueeze(-1).expand(-1, -1, 2))
            out[:, :, j] = take(low) * (1 - part) + take(high) * part
    return out


def _hand_error(points, flat, quality, side):
    """Errors that a hand's points share, metres: [n, frames, 21, 2]. flat: the hand in the picture, metres."""
    n, frames = flat.shape[:2]
    worse = (1 + 1.5 * (1 - quality)).view(n, frames, 1, 1)
    centred = flat - flat.mean(2, keepdim=True)
    whole = torch.randn(n, 1, 1, 2) * .003 + drift((n, frames, 1, 2), .85) * .004
    warp = torch.eye(2) * 0 + torch.randn(n, 1, 2, 2) * .025 + drift((n, frames, 4), .85).view(n, frames, 2, 2) * .03
    shape = centred @ warp
    finger = (torch.randn(n, 1, 5, 2) * .0025 + drift((n, frames, 5, 2), .85) * .003).repeat_interleave(4, 2)
    reach = torch.tensor([.3, .6, .9, 1.2] * 5).view(1, 1, 20, 1)
    finger = torch.cat([torch.zeros(n, frames, 1, 2), finger * reach], 2)
    # fingers behind the hand are guessed: those that point away from the camera, and all of a hand seen from its back
    normal_ = torch.cross(points[:, :, 17] - points[:, :, 0], points[:, :, 5] - points[:, :, 0], dim=-1) * side
    back = (unit(normal_)[..., 2].clamp_min(0)).view(n, frames, 1, 1)
    hidden = ((points[..., 2] - points[:, :, :1, 2]) / .08).clamp(0, 1).unsqueeze(-1)
    return worse * (whole + shape + finger * (1 + 1.2 * torch.maximum(back, hidden)))


def _leave_picture(seen, confidence, lens):
    """Points outside the picture: the further out, the more of a guess, and pulled in by some trackers."""
    n = seen.shape[0]
    half = torch.stack([lens["aspect"] / 2, torch.full((n,), .5)], -1).view(n, 1, 1, 2)
    beyond = length((seen.abs() - half).clamp_min(0), keepdim=True)
    guess = (torch.randn(n, 1, POINT_COUNT, 2) * .35 + drift((n, seen.shape[1], POINT_COUNT, 2), .9) * .25) * torch.rand(n, 1, 1, 1) * 1.5
    clamped = torch.maximum(torch.minimum(seen, half), -half)
    pull = torch.rand(n, 1, 1, 1) * (torch.rand(n, 1, 1, 1) < .3)
    out = (beyond > 1e-4).float()
    seen = seen + out * (pull * (clamped - seen) + guess * (beyond + .03))
    doubt = torch.where(torch.rand(n, 1, 1) < .8, uniform((n, 1, 1), .02, .4), torch.ones(n, 1, 1))
    return seen, torch.where(out.squeeze(-1) > 0, confidence * doubt, confidence)


def _present(seen, quality, lens):
    """1 where the tracker reports a point."""
    n, frames = seen.shape[:2]
    present = torch.ones(n, frames, POINT_COUNT)
    half = torch.stack([lens["aspect"] / 2, torch.full((n,), .5)], -1).view(n, 1, 1, 2)
    for side, first in enumerate(HANDS):
        hand = slice(first, first + HAND_COUNT)
        chance = .012 + .05 * (quality[..., 1 + side] < .5)
        run = (torch.rand(n, frames) < chance).float()
        length = torch.randint(1, 9, (n, 1))
        lost = run.clone()
        for i in range(1, 8):
            lost[:, i:] = torch.maximum(lost[:, i:], run[:, :-i] * (length > i))
        gone = (torch.rand(n, 1) < .05).float()
        outside = ((seen[:, :, hand].abs() > half).any(-1).float().mean(-1) > .35).float()
        present[:, :, hand] *= ((1 - torch.maximum(torch.maximum(lost, gone), outside))).unsqueeze(-1)
    present[:, :, HIPS[0]:HIPS[1] + 1] *= (torch.rand(n, 1, 1) < .75)
    present[:, :, :BODY_COUNT] *= (torch.rand(n, frames, 1) > .008)
    # windows at the ends of a recording are part empty
    t = torch.arange(frames).view(1, frames)
    cut = torch.where(torch.rand(n, 1) < .12, torch.randint(0, frames - 4, (n, 1)), torch.zeros(n, 1, dtype=torch.long))
    return present * torch.where(torch.rand(n, 1) < .7, t >= cut, t < frames - cut).unsqueeze(-1)


def _depth(points, harsh):
    n, frames = points.shape[:2]
    middle = (points[:, :, SHOULDERS[0], 2] + points[:, :, SHOULDERS[1], 2]).unsqueeze(-1) / 2
    z = points[..., 2] - middle
    good = torch.where(torch.rand(n, 1, 1) < .15, torch.full((n, 1, 1), .05), torch.exp(torch.randn(n, 1, 1) * .35).clamp(.4, 2)) * harsh
    gain = lambda: torch.exp(uniform((n, 1, 1), -.65, .35) * good.clamp_max(1))
    body = gain() * z[..., :BODY_COUNT] + good * (torch.randn(n, 1, BODY_COUNT) * .035 + drift((n, frames, BODY_COUNT), .9) * .03 + torch.randn(n, frames, BODY_COUNT) * .01)
    out = [body]
    for first in HANDS:
        hand = points[:, :, first:first + HAND_COUNT, 2] - points[:, :, first:first + 1, 2]
        reversed_ = torch.where((drift((n, frames, 1), .95) < -1.75) & (good > .2), -1., 1.)
        finger = (torch.randn(n, 1, 5) * .005 + drift((n, frames, 5), .85) * .005).repeat_interleave(4, 2)
        shared = torch.cat([torch.zeros(n, frames, 1), finger], 2)
        hand = gain() * reversed_ * hand + good * (shared + torch.randn(n, 1, HAND_COUNT) * .003 + drift((n, frames, HAND_COUNT), .85) * .004 + torch.randn(n, frames, HAND_COUNT) * .003)
        out.append(hand - hand[..., :1])
    return torch.cat(out, -1)
