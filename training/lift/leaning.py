"""Lines between points as the picture has them -> how far they lean out of it.

A line of fixed length looks the shorter the more it leans towards the camera or away from it. So the networks read beside the points how
long every line looks, how long it looks at most within the window, and the share of the two: sums that they learn to make themselves
only slowly. Units are those of the points.
"""
import torch

from .points import HAND_COUNT, HAND_PARENT, HANDS

# shoulders, arms, and four lines of each palm
BODY_LINES = [(6, 5), (7, 5), (8, 6), (9, 7), (10, 8)] + [(first + a, first + b) for first in HANDS for a, b in ((5, 0), (9, 0), (17, 0), (17, 5))]
# bones of a hand, and its palm from side to side
HAND_LINES = [(HAND_PARENT[i], i) for i in range(1, HAND_COUNT)] + [(5, 17)]


def leaning(xy, depth, lines):
    """xy [n, frames, points, 2], depth [n, frames, points], lines [(from, to)]
    -> vectors [n, frames, lines, 2]; lengths, longest of the window, length / longest, gain of depth, each [n, frames, lines]"""
    tails, heads = [list(ends) for ends in zip(*lines)]
    vectors = xy[:, :, heads] - xy[:, :, tails]
    spans = torch.sqrt((vectors * vectors).sum(-1) + 1e-6)
    longest = spans.amax(1, keepdim=True)
    return vectors, spans, longest.expand_as(spans), spans / (longest + .01), depth[:, :, heads] - depth[:, :, tails]
