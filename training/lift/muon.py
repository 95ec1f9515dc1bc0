"""An optimiser that turns a matrix's momentum into the nearest orthogonal matrix before it steps (Jordan et al. 2024), at the step size
of AdamW (0.2 sqrt(larger side); Liu et al. 2025). For the matrices between the layers of a network; AdamW takes the rest.
"""
import torch

# fifth-order iteration that takes singular values to about 1 (Jordan et al. 2024)
STEP = (3.4445, -4.7750, 2.0315)
STEPS = 5


class Muon(torch.optim.Optimizer):
    def __init__(self, parameters, lr, momentum=.95, weight_decay=.01):
        super().__init__(parameters, dict(lr=lr, momentum=momentum, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            by_shape = {}
            for p in group["params"]:
                if p.grad is None:
                    continue
                slow = self.state[p].setdefault("momentum", torch.zeros_like(p))
                slow.lerp_(p.grad, 1 - group["momentum"])
                ahead = p.grad.lerp(slow, group["momentum"]).flatten(1)
                tall = ahead.shape[0] > ahead.shape[1]
                ahead = ahead.t() if tall else ahead
                by_shape.setdefault(ahead.shape, []).append((p, ahead, tall))
            for shape, members in by_shape.items():
                turned = orthogonal(torch.stack([ahead for _, ahead, _ in members])) * (.2 * max(shape) ** .5)
                for (p, _, tall), update in zip(members, turned):
                    p.mul_(1 - group["lr"] * group["weight_decay"])
                    p.sub_((update.t() if tall else update).reshape(p.shape), alpha=group["lr"])


def orthogonal(x):
    """x [n, rows, columns >= rows] -> about the same singular vectors with singular values of 1"""
    a, b, c = STEP
    x = x.bfloat16()
    x = x / (x.float().norm(dim=(1, 2), keepdim=True) + 1e-7).bfloat16()
    for _ in range(STEPS):
        square = x @ x.transpose(1, 2)
        x = a * x + (b * square + c * square @ square) @ x
    return x.float()
