
def objective(a, b, labels):
    """The partner must be nearer than every negative by a margin."""
    x = torch.cat([a, b])
    n = len(a)
    cosines = x @ x.T
    mine = torch.arange(2 * n)
    partner = (mine + n) % (2 * n)
    left_out = torch.eye(2 * n, dtype=torch.bool)
    left_out[mine, partner] = True
    if labels is not None:
        left_out |= same(labels.reshape(-1), labels.reshape(-1))
    hinge = F.relu(OBJECTIVE["margin"] + 2 * cosines - 2 * cosines[mine, partner][:, None])
    return hinge.masked_fill(left_out, 0).sum(1).mean() / max(1, 2 * n - 2)

