"""Weights of a smaller network -> a larger one that says the same at first and learns on from there."""


def grow(net, weights):
    """Inputs that the smaller network does not have (the last ones) count nothing; blocks that it does not have hand on what they get."""
    own = net.state_dict()
    for name, value in own.items():
        if name not in weights:
            if name.split(".")[-2] in ("time_out", "narrow"):
                value.zero_()
        elif weights[name].shape == value.shape:
            value.copy_(weights[name])
        else:
            value.zero_()
            value[:, :weights[name].shape[1]] = weights[name]
