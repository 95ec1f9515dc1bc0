"""Small vector maths on tensors whose last dimension is x, y, z. Angles in radians."""
import torch


def uniform(shape, low, high):
    return torch.rand(shape) * (high - low) + low


def normal(shape, mean, deviation):
    return torch.randn(shape) * deviation + mean


def length(v, keepdim=False):
    """Several times faster than torch.norm over three numbers, and with a gradient at zero."""
    return torch.sqrt((v * v).sum(-1, keepdim=keepdim) + 1e-12)


def unit(v):
    return v / length(v, keepdim=True)


def dot(a, b):
    return (a * b).sum(-1, keepdim=True)


def across(v, axis):
    """The part of v at right angles to the unit vector axis, made a unit vector."""
    return unit(v - dot(v, axis) * axis)


def bend(along, side, angle):
    """Turns two orthogonal unit vectors in their plane, `along` towards `side`."""
    c, s = torch.cos(angle), torch.sin(angle)
    return c * along + s * side, c * side - s * along


def turn(yaw, pitch, roll):
    """Rotation matrix about y, then x, then z of the turned body."""
    cy, sy, cx, sx, cz, sz = yaw.cos(), yaw.sin(), pitch.cos(), pitch.sin(), roll.cos(), roll.sin()
    rows = [cy * cz + sy * sx * sz, -cy * sz + sy * sx * cz, sy * cx,
            cx * sz, cx * cz, -sx,
            -sy * cz + cy * sx * sz, sy * sz + cy * sx * cz, cy * cx]
    return torch.stack(rows, -1).reshape(yaw.shape + (3, 3))


def rotate(matrix, v):
    return (matrix @ v.unsqueeze(-1)).squeeze(-1)


def drift(shape, correlation):
    """First-order autoregressive noise of unit variance along dimension 1."""
    e = torch.randn(shape)
    keep = (1 - correlation * correlation) ** 0.5
    x = [e[:, 0]]
    for i in range(1, shape[1]):
        x.append(correlation * x[-1] + keep * e[:, i])
    return torch.stack(x, 1)
