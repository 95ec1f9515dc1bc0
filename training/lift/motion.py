"""Random people who sign -> 55 points over a window of frames by forward kinematics.

Body axes: x the person's left, y up, z forward, metres. Key postures are joined by minimum-jerk moves and holds; wrists aim at
places in signing space, at the face or at the other hand, or anywhere within reach; the arm follows by closed-form inverse kinematics
with a free swivel of the elbow. Proportions: Drillis & Contini 1966 with logarithmic spread. No recorded motion is used.
"""
import math

import torch

from .hands import ANGLES, RAD, hand_points, hand_proportions, handshapes
from .maths import across, bend, length, normal, rotate, turn, uniform, unit

KEYS = 9
# fractions of stature
HALF_SHOULDERS, UPPER_ARM, FOREARM, HAND, TRUNK, HALF_HIPS, NECK = .106, .182, .150, .108, .288, .055, .078
# shoulder width + upper arm + forearm of a person of 1.70 m: one unit of the canonical person
CANONICAL = (2 * .108 + .186 + .150) * 1.70
# wrist over shoulder line, chest axes of the arm's own side (x outwards), metres at 1.70 m, for places on face and chest
PLACES = torch.tensor([[-.06, .06, .20], [-.10, .14, .19], [-.04, .20, .17], [.00, .28, .12], [-.14, .03, .22],
                       [-.14, -.12, .17], [-.28, -.08, .16], [-.02, .10, .28], [.02, .22, .24], [-.12, -.28, .20]])


def synthesise(n, frames, wild=1.):
    """-> points [n, frames, 55, 3], size [n] against the canonical person, rate [n] frames per second; wild scales the spread of
    proportions, and above 1 most handshapes follow no state"""
    person = _proportions(n, wild)
    rate = torch.where(torch.rand(n) < .85, uniform((n,), 23.5, 31), uniform((n,), 12, 50))
    # a slow recording sees larger steps: key times are in frames of 27 per second
    pace = rate / 27
    style = torch.rand(n, 1)
    two_handed, mirrored, joined = style >= .40, (style >= .40) & (style < .70), (style >= .70) & (style < .80)
    left_handed = torch.rand(n, 1) < .3
    dominant, base = _wrists(n), _wrists(n)
    rest = torch.stack([normal((n, KEYS), .0, .10), normal((n, KEYS), -.45, .06), uniform((n, KEYS), .06, .26)], -1)
    rest = rest[:, :1] + torch.randn(n, KEYS, 3) * .01
    alternate = (torch.rand(n, 1, 1) < .25) * torch.randn(n, KEYS, 1) * .08 * torch.tensor([0., 1., 0.3])
    follow = dominant + torch.randn(n, KEYS, 3) * .012 + alternate
    near = torch.cat([-dominant[..., :1] - uniform((n, KEYS, 1), .02, .22), dominant[..., 1:] + torch.randn(n, KEYS, 2) * .06], -1)
    pick = lambda mask, a, b: torch.where(mask.view(n, *[1] * (a.dim() - 1)), a, b)
    other = pick(two_handed, pick(mirrored, follow, pick(joined, near, base)), rest)

    free = .25 if wild == 1 else .6
    shape, shape2 = _held(handshapes(n, KEYS, free)), _held(handshapes(n, KEYS, free))
    shape2 = pick(mirrored & (torch.rand(n, 1) < .85), shape + torch.randn(n, KEYS, ANGLES) * .05, shape2)
    joints, joints2 = _arm_angles(n), _arm_angles(n)
    joints2 = pick(mirrored, joints + torch.randn(n, KEYS, 4) * .07, joints2)

    still = torch.rand(n, 1) < .15  # fingerspelling: the arm stands, the hand changes
    dominant = pick(still, dominant[:, :1] + torch.randn(n, KEYS, 3) * .012, dominant)
    joints = pick(still, joints[:, :1] + torch.randn(n, KEYS, 4) * .06, joints)
    scale = person["stature"].view(n, 1, 1) / 1.7
    fastest = uniform((n, 1), 1.0, 4.0)
    reach = torch.maximum(_steps(dominant), pick(two_handed, _steps(other), torch.zeros(n, KEYS - 1)))
    arms = _timeline(1.875 * reach * rate.view(n, 1) / fastest, frames, pace, 1.)
    quick = _timeline(torch.full((n, KEYS - 1), 2.5), frames, pace, .45)
    same = (~still & (torch.rand(n, 1) < .7)).view(n, 1)
    fingers = tuple(torch.where(same, a, b) for a, b in zip(arms, quick))
    late = _timeline(1.875 * _steps(other) * rate.view(n, 1) / fastest, frames, pace, 1.)
    others = tuple(torch.where(two_handed & ~mirrored & ~joined & (torch.rand(n, 1) < .5), b, a) for a, b in zip(arms, late))

    swing = _oscillation(n, frames, rate)
    first = dict(wrist=_play(dominant * scale, arms), joints=_play(joints, arms), fingers=_play(shape, fingers), swing=swing)
    second = dict(wrist=_play(other * scale, others), joints=_play(joints2, others), fingers=_play(shape2, others), swing=swing * pick(mirrored, torch.ones(n, 1), torch.zeros(n, 1)).view(n, 1, 1))
    swap = lambda a, b: torch.where(left_handed.view(n, 1, 1), b, a)
    sides = [{k: swap(second[k], first[k]) for k in first}, {k: swap(first[k], second[k]) for k in first}]
    return _pose(person, sides, _trunk(n, frames, pace)), person["size"], rate


def _proportions(n, wild):
    stature = normal((n,), 1.69, .09).clamp(1.42, 2.0)
    ln = lambda s: torch.exp(torch.randn(n) * s * wild)
    p = dict(stature=stature, shoulder=HALF_SHOULDERS * stature * ln(.055), upper=UPPER_ARM * stature * ln(.05), fore=FOREARM * stature * ln(.055),
             hand=HAND * stature * ln(.055), trunk=TRUNK * stature * ln(.06), hip=HALF_HIPS * stature * ln(.12), neck=NECK * stature * ln(.08),
             head=stature / 1.7 * ln(.05))
    p["size"] = (2 * p["shoulder"] + p["upper"] + p["fore"]) / CANONICAL
    p["handshape"] = hand_proportions(n, .06 * wild)
    return p


def _wrists(n):
    """Places for one wrist, [n, KEYS, 3] against the shoulder line."""
    kind = torch.rand(n, KEYS, 1)
    sign = torch.stack([normal((n, KEYS), .10, .14), torch.where(torch.rand(n, KEYS) < .3, normal((n, KEYS), .06, .10), normal((n, KEYS), -.20, .12)),
                        uniform((n, KEYS), .12, .48)], -1)
    touch = PLACES[torch.randint(0, len(PLACES), (n, KEYS))] + torch.randn(n, KEYS, 3) * .035
    touch = touch * torch.where(torch.rand(n, KEYS, 1) < .5, torch.tensor([-1., 1., 1.]), torch.tensor([1., 1., 1.]))
    reach = torch.stack([uniform((n, KEYS), -.24, .58), uniform((n, KEYS), -.46, .42), uniform((n, KEYS), .0, .58)], -1)
    return torch.where(kind < .52, sign, torch.where(kind < .72, touch, reach))


def _arm_angles(n):
    """Elbow swivel, pronation (0 = palm on the flexor side), wrist flexion and deviation, [n, KEYS, 4] radians."""
    free = torch.rand(n, KEYS, 1) < .4
    swivel = torch.where(free, uniform((n, KEYS, 1), -35, 100), normal((n, KEYS, 1), 24, 20))
    pronation = torch.where(torch.rand(n, KEYS, 1) < .75, uniform((n, KEYS, 1), -2, 175), normal((n, KEYS, 1), 110, 30)).clamp(-10, 178)
    flexion = torch.where(free, uniform((n, KEYS, 1), -62, 68), normal((n, KEYS, 1), -4, 22)).clamp(-68, 74)
    deviation = torch.where(free, uniform((n, KEYS, 1), -30, 22), normal((n, KEYS, 1), -4, 10)).clamp(-34, 25)
    angles = torch.cat([swivel, pronation, flexion, deviation], -1) * RAD
    keep = torch.rand(n, KEYS, 1) < .25
    for k in range(1, KEYS):
        angles[:, k] = torch.where(keep[:, k], angles[:, k - 1] + torch.randn(n, 4) * .04, angles[:, k])
    return angles


def _held(shape):
    keep = torch.rand(shape.shape[0], KEYS, 1) < .45
    for k in range(1, KEYS):
        shape[:, k] = torch.where(keep[:, k], shape[:, k - 1] + torch.randn_like(shape[:, k]) * .03, shape[:, k])
    return shape


_steps = lambda keys: length(keys[:, 1:] - keys[:, :-1])


def _timeline(least, frames, pace, slowness):
    """Which key a frame comes from and how far it is on the way to the next: (index, share), each [n, frames]."""
    n = least.shape[0]
    pace = pace.view(n, 1)
    move = torch.maximum(uniform((n, KEYS - 1), 3.5, 12) * slowness * pace, least)
    hold = uniform((n, KEYS - 1), 0, 8) * (torch.rand(n, KEYS - 1) < .65) * pace
    start = torch.cumsum(move + hold, 1) - (move + hold)
    start = start - torch.rand(n, 1) * (move + hold)[:, :1]
    t = torch.arange(frames).view(1, frames).float()
    index = (t.unsqueeze(-1) >= start[:, 1:].unsqueeze(1)).sum(-1)
    share = ((t - start.gather(1, index) - hold.gather(1, index)) / move.gather(1, index)).clamp(0, 1)
    return index, share ** 3 * (10 - 15 * share + 6 * share * share)


def _play(keys, timeline):
    index, share = timeline
    take = lambda i: keys.gather(1, i.unsqueeze(-1).expand(-1, -1, keys.shape[-1]))
    a, b = take(index), take(index + 1)
    return a + (b - a) * share.unsqueeze(-1)


def _oscillation(n, frames, rate):
    """Repeated movement of a third of the windows: amplitudes for place (3), pronation, wrist, fingers; [n, frames, 6]."""
    t = torch.arange(frames).view(1, frames, 1) / rate.view(n, 1, 1)
    wave = torch.sin(2 * math.pi * uniform((n, 1, 1), 1.5, 5.5) * t + uniform((n, 1, 1), 0, 6.28))
    on = (torch.rand(n, 1, 6) < .45) & (torch.rand(n, 1, 1) < .35)
    place = unit(torch.randn(n, 1, 3)) * uniform((n, 1, 1), .01, .05)
    angles = torch.cat([uniform((n, 1, 1), 8, 35), uniform((n, 1, 1), 5, 25), uniform((n, 1, 1), 4, 20)], -1) * RAD
    on[..., :3] = on[..., :1]
    return wave * on * torch.cat([place, angles], -1)


def _trunk(n, frames, pace):
    """Turns of trunk and head, clavicles; [n, frames, 10] radians."""
    deviation = torch.tensor([5., 3., 3., 14., 9., 7., 5., 5., 5., 5.])
    steady = torch.tensor([9., 5., 2.5, 9., 7., 4., 5., 6., 5., 6.])
    keys = (torch.randn(n, KEYS, 10) * deviation + torch.randn(n, 1, 10) * steady) * RAD
    return _play(keys, _timeline(torch.full((n, KEYS - 1), 4.), frames, pace, 1.6))


def _pose(person, sides, trunk):
    n, frames = trunk.shape[:2]
    col = lambda x: x.view(n, 1, 1)
    chest = turn(trunk[..., 0], trunk[..., 1], trunk[..., 2])
    head = chest @ turn(trunk[..., 3], trunk[..., 4], trunk[..., 5])
    scale = col(person["stature"] / 1.7)
    up = torch.tensor([0., 1., 0.])
    shoulders = rotate(chest, (up * col(person["trunk"])).expand(n, frames, 3))
    neck = shoulders + rotate(chest, (torch.tensor([0., .03, -.005]) * scale).expand(n, frames, 3))
    own = torch.randn(n, 1, 3) * .006  # faces differ
    at = lambda x, y, z: neck + rotate(head, (up * col(person["neck"]) + (torch.tensor([x, y, z]) + own) * col(person["head"])).expand(n, frames, 3))
    face = [at(0., .03, .105), at(.032, .068, .075), at(-.032, .068, .075), at(.074, .045, -.005), at(-.074, .045, -.005)]
    arms = [_arm(person, side, trunk[..., 6 + 2 * i:8 + 2 * i], scale) for i, side in enumerate(sides)]
    mirror = torch.tensor([-1., 1., 1.])
    place = lambda p, i: shoulders.unsqueeze(-2) + (p if i == 0 else p * mirror) @ chest.transpose(-1, -2)
    left, right = [place(p, i) for i, p in enumerate(arms)]
    hip = (torch.tensor([1., 0., 0.]) * col(person["hip"])).expand(n, frames, 3)
    body = torch.stack([*face, left[:, :, 0], right[:, :, 0], left[:, :, 1], right[:, :, 1], left[:, :, 2], right[:, :, 2], hip, -hip], -2)
    return torch.cat([body, left[:, :, 2:], right[:, :, 2:]], -2)


def _arm(person, side, clavicle, scale):
    """Shoulder, elbow and 21 hand points in the chest's axes of that side: x outwards. -> [n, frames, 23, 3]"""
    n, frames = clavicle.shape[:2]
    col = lambda x: x.view(n, 1, 1)
    lift, forward = clavicle[..., :1] + 2 * RAD, clavicle[..., 1:]
    shoulder = torch.cat([lift.cos() * forward.cos(), lift.sin(), forward.sin()], -1) * col(person["shoulder"])
    wrist = _outside(side["wrist"] + side["swing"][..., :3], scale)
    upper, fore = col(person["upper"]), col(person["fore"])
    away = wrist - shoulder
    distance = length(away, keepdim=True)
    line = unit(away)
    distance = torch.minimum(torch.maximum(distance, .32 * (upper + fore)), .992 * (upper + fore))
    wrist = shoulder + line * distance
    along = (upper ** 2 - fore ** 2 + distance ** 2) / (2 * distance)
    radius = torch.sqrt((upper ** 2 - along ** 2).clamp_min(1e-6))
    down = across(torch.tensor([.3, -1., -.25]).expand(n, frames, 3), line)
    out = torch.cross(line, down, dim=-1)
    out = out * torch.sign(out[..., :1] + 1e-9)
    swivel = side["joints"][..., :1]
    elbow = shoulder + line * along + radius * (swivel.cos() * down + swivel.sin() * out)
    upper_line, distal = unit(elbow - shoulder), unit(wrist - elbow)
    flexor = across(-upper_line, distal)
    palmar, radial = flexor, torch.cross(flexor, distal, dim=-1)
    pronation = side["joints"][..., 1:2] + side["swing"][..., 3:4]
    radial, palmar = bend(radial, palmar, pronation)
    distal, palmar = bend(distal, palmar, side["joints"][..., 2:3] + side["swing"][..., 4:5])
    distal, radial = bend(distal, radial, side["joints"][..., 3:4])
    fingers = side["fingers"].clone()
    fingers[..., [0, 4, 8, 12]] += side["swing"][..., 5:6]
    local = hand_points(fingers, person["handshape"], person["hand"])
    hand = wrist.unsqueeze(-2) + local @ torch.stack([distal, radial, palmar], -2)
    return torch.cat([shoulder.unsqueeze(-2), elbow.unsqueeze(-2), hand], -2)


def _outside(wrist, scale):
    """Keeps a wrist out of the trunk and the head."""
    trunk = torch.tensor([.18, .115]) * scale
    x, y, z = wrist[..., :1], wrist[..., 1:2], wrist[..., 2:]
    front = trunk[..., 1:] * torch.sqrt((1 - (x / trunk[..., :1]) ** 2).clamp_min(0))
    z = torch.where(y < .02, torch.maximum(z, front), z)
    wrist = torch.cat([x, y, z], -1)
    centre = torch.tensor([0., .19, .03]) * scale
    away = wrist - centre + torch.tensor([0., 0., .01])
    return torch.where(length(away, keepdim=True) < .11, centre + unit(away) * .11, wrist)
