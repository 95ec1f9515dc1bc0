"""Finger angles and hand proportions -> 21 points in the hand's own axes (distal, radial, palmar), metres.

Handshapes are drawn from a few states per finger in the groupings that sign languages use, or freely inside the range of motion.
Ranges after AAOS; segment fractions of hand length after Buchholz et al. 1992, with a spread of our own choice that covers how
people differ and how differently trackers place knuckles.
"""
import math

import torch

from .maths import across, bend, uniform

RAD = math.pi / 180
# fractions of hand length: metacarpal, proximal, middle, distal; index to little
SEGMENTS = torch.tensor([[.463, .240, .140, .098], [.446, .262, .165, .107], [.421, .243, .162, .107], [.405, .200, .113, .095]])
FAN = torch.tensor([13.5, 1.0, -10.5, -22.5]) * RAD  # where the knuckles lie about the wrist, radial positive
ARCH = torch.tensor([.02, .0, .015, .05])
THUMB_BASE = torch.tensor([.105, .11, .05])
THUMB = torch.tensor([.245, .186, .145])
# knuckle and middle joint of a finger, degrees: straight, closed, claw, flat-bent, curved, slack
STATES = torch.tensor([[0., 5.], [82., 97.], [14., 78.], [74., 7.], [34., 48.], [18., 27.]])
# chosen about twice as often as the others
COMMON = torch.tensor([.3, .26, .11, .11, .12, .10])
# thumb, degrees: radial and palmar abduction, flexion of the two joints: beside, out, across the palm, opposed, tucked over the fist
THUMB_STATES = torch.tensor([[22., 8., 8., 6.], [52., 12., 4., 4.], [12., 28., 38., 30.], [26., 48., 22., 28.], [16., 34., 32., 48.]])
ANGLES = 21  # 4 fingers x (knuckle, spread, middle, end), then thumb: radial, palmar, middle, end, opposition


def hand_proportions(n, spread):
    """spread: logarithmic deviation of every segment."""
    ln = lambda *shape: torch.exp(torch.randn(n, *shape) * spread)
    segments = SEGMENTS * ln(4, 4)
    fan = FAN + torch.randn(n, 1) * 2 * RAD + torch.randn(n, 4) * 2 * RAD
    arch = ARCH + torch.randn(n, 4) * .015
    knuckles = torch.stack([fan.cos(), fan.sin(), arch], -1) * segments[..., :1]
    lead = fan * uniform((n, 1), .2, .75)  # a finger leaves its knuckle more straight ahead than the knuckle lies
    tilt = torch.randn(n, 4) * 5 * RAD + torch.tensor([-4., 0., 4., 8.]) * RAD * torch.rand(n, 1)  # fingers close towards the thumb's base
    base = THUMB_BASE + torch.randn(n, 3) * .02
    return dict(knuckles=knuckles, phalanges=segments[..., 1:], lead=lead, tilt=tilt, base=base, thumb=THUMB * ln(3),
                thumbZero=torch.randn(n, 2) * 6 * RAD, hinge=torch.randn(n, 3) * .18)


def handshapes(n, keys, free=.25):
    """-> [n, keys, ANGLES] radians; `free`: share of hands whose fingers follow no state."""
    pick = lambda *shape: torch.multinomial(COMMON, int(math.prod(shape)), True).reshape(shape)
    one, two = pick(n, keys, 1), pick(n, keys, 1)
    finger = torch.arange(4)
    kind = torch.rand(n, keys, 1)
    state = one.expand(n, keys, 4)
    for low, high, others in ((.30, .48, finger > 0), (.48, .64, finger > 1), (.64, .70, finger > 2), (.70, .76, finger < 3), (.76, .82, finger == 1)):
        state = torch.where((kind >= low) & (kind < high) & others, two, state)
    state = torch.where(kind >= .82, pick(n, keys, 4), state)
    bent = STATES[state] + torch.randn(n, keys, 4, 2) * 9 + torch.randn(n, keys, 1, 2) * 6
    loose = torch.rand(n, keys, 1, 2) * torch.tensor([85., 100.]) + torch.randn(n, keys, 4, 2) * 18
    wild = torch.rand(n, keys, 4, 2) * torch.tensor([95., 105.]) - torch.tensor([5., 0.])
    loose = torch.where(torch.rand(n, keys, 1, 1) < .5, loose, wild)
    bent = torch.where(torch.rand(n, keys, 1, 1) < free, loose, bent)
    knuckle, middle = bent[..., 0].clamp(-22, 95), bent[..., 1].clamp(-3, 112)
    end = (uniform((n, keys, 1), .35, .8) * middle + torch.randn(n, keys, 4) * 7).clamp(-10, 80)
    fan = uniform((n, keys, 1), -4, 14) * torch.tensor([1., .12, -.65, -1.4]) + torch.randn(n, keys, 4) * 4
    crossed = (torch.rand(n, keys, 1) < .04) * torch.tensor([-12., 8., 0., 0.])
    spread = ((fan + crossed) * torch.cos(knuckle * RAD).clamp_min(.15)).clamp(-26, 26)
    fingers = torch.stack([knuckle, spread, middle, end], -1).reshape(n, keys, 16)
    thumb = THUMB_STATES[torch.randint(0, 5, (n, keys))] + torch.randn(n, keys, 4) * 8
    free_thumb = torch.rand(n, keys, 4) * torch.tensor([60., 60., 55., 80.]) - torch.tensor([5., 5., 5., 12.])
    thumb = torch.where(torch.rand(n, keys, 1) < .45, free_thumb, thumb)
    return torch.cat([fingers, thumb, torch.rand(n, keys, 1) / RAD], -1) * RAD


def hand_points(angles, p, length):
    """angles [n, frames, ANGLES], p = hand_proportions(n), length [n] -> [n, frames, 21, 3]"""
    n, frames = angles.shape[:2]
    a = angles[..., :16].reshape(n, frames, 4, 4)
    per = lambda x: x.unsqueeze(1)
    heading = per(p["lead"]) + a[..., 1]
    along = torch.stack([heading.cos(), heading.sin(), torch.zeros_like(heading)], -1)
    palmar = torch.stack([torch.zeros_like(heading), per(p["tilt"]).sin().expand_as(heading), per(p["tilt"]).cos().expand_as(heading)], -1)
    side = across(palmar, along)
    at = per(p["knuckles"]).expand(n, frames, 4, 3)
    joints = [at]
    for k, joint in enumerate((0, 2, 3)):
        along, side = bend(along, side, a[..., joint:joint + 1])
        at = at + along * per(p["phalanges"])[..., k:k + 1]
        joints.append(at)
    fingers = torch.stack(joints, -2).reshape(n, frames, 16, 3)
    radial, palm, middle, end, opposition = angles[..., 16:].unbind(-1)
    radial, palm = radial + p["thumbZero"][:, :1], palm + p["thumbZero"][:, 1:]
    along = torch.stack([palm.cos() * radial.cos(), palm.cos() * radial.sin(), palm.sin()], -1)
    # the thumb bends across the palm, and the more into it the more it is opposed
    hinge = torch.stack([torch.zeros_like(palm), -.9 + .35 * opposition, .2 + .6 * opposition], -1) + per(p["hinge"])
    side = across(hinge, along)
    at = per(p["base"]).expand(n, frames, 3)
    joints = [torch.zeros(n, frames, 3), at]
    for k, angle in enumerate((None, middle, end)):
        if angle is not None:
            along, side = bend(along, side, angle.unsqueeze(-1))
        at = at + along * per(p["thumb"])[..., k:k + 1]
        joints.append(at)
    points = torch.cat([torch.stack(joints, -2), fingers], -2)
    return points * length.view(n, 1, 1, 1)
