"""What training makes small: distances, directions of bones, palm normals, steps from frame to frame, and the deviations' fit."""
import torch

from .maths import length, unit
from .points import BODY_COUNT, ELBOWS, HAND_COUNT, HAND_PARENT, HANDS, WRISTS

HAND_WEIGHT, STEP_WEIGHT, LINE_WEIGHT, PALM_WEIGHT, DOUBT_WEIGHT = 4., .5, .12, .10, .01


def palm_normal(points, first):
    return unit(torch.cross(points[..., first + 5, :] - points[..., first, :], points[..., first + 17, :] - points[..., first, :], dim=-1))


def lines(points, first):
    hand = points[..., first:first + HAND_COUNT, :]
    return unit(hand[..., 1:, :] - hand[..., HAND_PARENT[1:], :])


def lift_loss(positions, deviations, truth, confidence):
    """positions, truth [n, frames, 55, 3]; deviations, confidence [n, frames, 55] -> scalar"""
    # a hand that is not seen in a frame can only be guessed from its neighbours, and one that never is counts little
    present = (confidence[:, :, [HANDS[0], HANDS[1]]] > 0).float()
    weight = (.5 + .5 * present) * (.2 + .8 * (present.mean(1, keepdim=True) > .1).float())
    weight = weight / weight.mean()
    filled = (confidence.amax(2) > 0).float()
    filled = (filled / filled.mean()).unsqueeze(-1)
    off = length((positions - truth)[:, :, :BODY_COUNT])
    by_joint = torch.ones(BODY_COUNT)
    by_joint[list(ELBOWS)] = 3.
    by_joint[list(WRISTS)] = 4.
    body = (off * by_joint * filled).mean()
    hand = line = palm = 0.
    errors = [off]
    for side, first in enumerate(HANDS):
        w = weight[..., side:side + 1]
        relative = lambda p: p[:, :, first:first + HAND_COUNT] - p[:, :, first:first + 1]
        error = length(relative(positions) - relative(truth))
        errors.append(error)
        hand = hand + (error * w).mean()
        line = line + (length(lines(positions, first) - lines(truth, first)) * w).mean()
        palm = palm + (length(palm_normal(positions, first) - palm_normal(truth, first)) * w.squeeze(-1)).mean()
    step = length((positions[:, 1:] - positions[:, :-1]) - (truth[:, 1:] - truth[:, :-1]))
    step = (step * filled[:, 1:]).mean()
    error = torch.cat(errors, 2).detach()
    doubt = (torch.log(deviations) + error / deviations).mean()
    return body + HAND_WEIGHT * hand + LINE_WEIGHT * line + PALM_WEIGHT * palm + STEP_WEIGHT * step + DOUBT_WEIGHT * doubt
