"""The lifter: one network for the body, one for a hand, which serves the left hand mirrored; 27 frames in, 27 frames out.

Blocks mix time and channels in turn (MLP-Mixer; Tolstikhin et al. 2021). Arms and fingers come out as directions per frame and one
length per bone and window, so bones do not change length inside a window. Every point has a deviation, learnt beside the positions and
without a say in them.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

from .leaning import BODY_LINES, HAND_LINES, leaning
from .points import BODY_COUNT, ELBOWS, HAND_COUNT, HANDS, POINT_COUNT, SHOULDERS, WINDOW, WRISTS

CONTEXT = 6
# metres of the canonical person: half shoulders, upper arm, forearm; hand bones in the order of points 1..20
ARM_LENGTHS = [.180, .313, .258]
HAND_LENGTHS = [.030, .045, .035, .027, .086, .044, .026, .018, .083, .049, .031, .020, .078, .045, .030, .020, .074, .037, .021, .018]
FREE_BODY = [0, 1, 2, 3, 4, 11, 12]  # points that come out as places: head and hips
OUTPUT_BODY = len(FREE_BODY) * 3 + 5 * 3 + 5  # + directions of half shoulders, upper arms, forearms, + their lengths
OUTPUT_HAND = 20 * 3 + 20


class Block(nn.Module):
    """[n, frames, channels] -> the same; a 1x1 convolution takes the frames as its channels, so nothing is transposed"""

    def __init__(self, channels):
        super().__init__()
        self.time_norm, self.norm = nn.LayerNorm(channels), nn.LayerNorm(channels)
        self.time_in, self.time_out = nn.Conv1d(WINDOW, 2 * WINDOW, 1), nn.Conv1d(2 * WINDOW, WINDOW, 1)
        self.wide, self.narrow = nn.Linear(channels, 2 * channels), nn.Linear(2 * channels, channels)

    def forward(self, x):
        x = x + self.time_out(F.gelu(self.time_in(self.time_norm(x)))).float()
        return x + self.narrow(F.gelu(self.wide(self.norm(x)))).float()


class Trunk(nn.Module):
    def __init__(self, inputs, outputs, points, channels, blocks):
        super().__init__()
        self.enter = nn.Linear(inputs, channels)
        self.blocks = nn.ModuleList(Block(channels) for _ in range(blocks))
        self.norm = nn.LayerNorm(channels)
        self.leave, self.doubt = nn.Linear(channels, outputs), nn.Linear(channels, points)
        for head in (self.leave, self.doubt):
            nn.init.normal_(head.weight, std=.01)
            nn.init.zeros_(head.bias)

    def forward(self, x):
        """[n, frames, inputs] -> [n, frames, outputs], logarithm of the deviation in centimetres [n, frames, points]"""
        x = self.enter(x).float()
        for block in self.blocks:
            x = block(x)
        x = self.norm(x)
        return self.leave(x).float(), self.doubt(x.detach()).float()


class Lifter(nn.Module):
    def __init__(self, body_channels=192, body_blocks=5, hand_channels=224, hand_blocks=5):
        super().__init__()
        self.shape = dict(body_channels=body_channels, body_blocks=body_blocks, hand_channels=hand_channels, hand_blocks=hand_blocks)
        self.body = Trunk(POINT_COUNT * 4 + CONTEXT + 2 * 2 * HAND_COUNT + 4 * len(BODY_LINES), OUTPUT_BODY, BODY_COUNT, body_channels, body_blocks)
        self.hand = Trunk(HAND_COUNT * 4 + 3 * 3 + 3 * 3 + CONTEXT + 6 * len(HAND_LINES), OUTPUT_HAND, HAND_COUNT, hand_channels, hand_blocks)
        self.register_buffer("arm_lengths", torch.tensor(ARM_LENGTHS)[[0, 1, 1, 2, 2]])
        self.register_buffer("hand_lengths", torch.tensor(HAND_LENGTHS))
        with torch.no_grad():
            self.hand.leave.bias[:60] = torch.tensor([0., -.5, -.3]).repeat(20)
            self.body.leave.bias[21:36] = torch.tensor([1., 0., 0., .2, .9, -.2, -.2, .9, -.2, 0., -.1, -.7, 0., -.1, -.7])

    def forward(self, xy, confidence, depth, context):
        """xy [n, 27, 55, 2], confidence and depth [n, 27, 55], context [n, 27, 6] as in windows.py
        -> positions [n, 27, 55, 3] metres of the canonical person from mid-shoulder, deviations [n, 27, 55] metres (hands: from their wrist)"""
        body, doubt = self.lift_body(xy, confidence, depth, context)
        hands, hand_doubt = self.lift_hands(xy, confidence, depth, context, body)
        return torch.cat([body, hands], 2), .01 * torch.exp(torch.cat([doubt, hand_doubt], 2).clamp(-4, 4))

    def lift_body(self, xy, confidence, depth, context):
        """-> 13 points, logarithms of their deviations"""
        seen = torch.cat([xy, confidence.unsqueeze(-1), depth.unsqueeze(-1)], -1)
        fine = [self._fine(xy, confidence, first).flatten(2) for first in HANDS]
        _, spans, longest, shares, rises = leaning(xy, depth, BODY_LINES)
        out, doubt = self.body(torch.cat([seen.flatten(2), context, *fine, spans, longest, shares, rises * 2], -1))
        return self._body(out), doubt

    def lift_hands(self, xy, confidence, depth, context, body):
        """-> 2 x 21 points, logarithms of their deviations"""
        hands = torch.cat([self._view(xy, confidence, depth, context, body, 0), self._view(xy, confidence, depth, context, body, 1)], 0)
        out, hand_doubt = self.hand(hands)
        hand = self._fingers(out)
        n = xy.shape[0]
        mirror = hand.new_tensor([-1., 1., 1.])
        left = body[:, :, WRISTS[0]:WRISTS[0] + 1] + hand[:n] * mirror
        right = body[:, :, WRISTS[1]:WRISTS[1] + 1] + hand[n:]
        return torch.cat([left, right], 2), torch.cat([hand_doubt[:n], hand_doubt[n:]], 2)

    def _body(self, out):
        n = out.shape[0]
        free = out[..., :21].reshape(n, WINDOW, 7, 3) * .2
        lines = _unit(out[..., 21:36].reshape(n, WINDOW, 5, 3))
        lengths = self.arm_lengths * torch.exp(.3 * torch.tanh(out[..., 36:].mean(1, keepdim=True)))
        lines = lines * lengths.unsqueeze(-1)
        left, right = lines[:, :, 0:1], -lines[:, :, 0:1]
        elbows = left + lines[:, :, 1:2], right + lines[:, :, 2:3]
        wrists = elbows[0] + lines[:, :, 3:4], elbows[1] + lines[:, :, 4:5]
        return torch.cat([free[:, :, :5], left, right, *elbows, *wrists, free[:, :, 5:]], 2)

    def _view(self, xy, confidence, depth, context, body, side):
        """What the hand network reads of one hand, the left one mirrored."""
        first, elbow, shoulder, wrist = HANDS[side], ELBOWS[side], SHOULDERS[side], WRISTS[side]
        sign = -1. if side == 0 else 1.
        flat, solid = xy.new_tensor([sign, 1.]), xy.new_tensor([sign, 1., 1.])
        hand, sure = xy[:, :, first:first + HAND_COUNT], confidence[:, :, first:first + HAND_COUNT]
        fine = self._fine(xy, confidence, first) * flat
        z = depth[:, :, first:first + HAND_COUNT] * 4
        place = xy[:, :, wrist:wrist + 1]
        arm = torch.cat([xy[:, :, elbow:elbow + 1] - place, xy[:, :, shoulder:shoulder + 1] - place, hand[:, :, :1]], 2) * flat
        trust = torch.stack([confidence[:, :, elbow], confidence[:, :, shoulder], confidence[:, :, wrist]], -1)
        lifted = torch.cat([body[:, :, wrist] - body[:, :, elbow], body[:, :, elbow] - body[:, :, shoulder], body[:, :, wrist]], -1)
        mirror3 = torch.cat([solid, solid, solid]) * 4
        facing = torch.cat([context[..., :1] * sign, context[..., 1:]], -1)
        lines, spans, longest, shares, rises = leaning(fine, z, HAND_LINES)
        return torch.cat([fine.flatten(2), sure, z, arm.flatten(2), trust, lifted * mirror3, facing,
                          lines.flatten(2) * 3, spans * 3, longest * 3, shares, rises * 3], -1)

    def _fine(self, xy, confidence, first):
        """A hand's points from its wrist."""
        hand = slice(first, first + HAND_COUNT)
        return (xy[:, :, hand] - xy[:, :, first:first + 1]) * 3. * (confidence[:, :, hand] > 0).to(xy.dtype).unsqueeze(-1)

    def _fingers(self, out):
        n = out.shape[0]
        lines = _unit(out[..., :60].reshape(n, WINDOW, 20, 3))
        lengths = self.hand_lengths * torch.exp(.35 * torch.tanh(out[..., 60:].mean(1, keepdim=True)))
        lines = (lines * lengths.unsqueeze(-1)).reshape(n, WINDOW, 5, 4, 3)
        a = lines[:, :, :, 0]
        b = a + lines[:, :, :, 1]
        c = b + lines[:, :, :, 2]
        points = torch.stack([a, b, c, c + lines[:, :, :, 3]], 3).reshape(n, WINDOW, 20, 3)
        return torch.cat([torch.zeros_like(points[:, :, :1]), points], 2)


def _unit(v):
    return v / torch.sqrt((v * v).sum(-1, keepdim=True) + 1e-6)
