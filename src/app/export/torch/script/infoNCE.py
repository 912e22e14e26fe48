
def objective(a, b, labels):
    """InfoNCE: each view must find its partner among all candidates."""
    n, temperature = len(a), OBJECTIVE["temperature"]
    if OBJECTIVE["form"] == "ntXent":
        x = torch.cat([a, b])
        logits = x @ x.T / temperature
        mine = torch.arange(2 * n)
        partner = (mine + n) % (2 * n)
        left_out = torch.eye(2 * n, dtype=torch.bool)
        if labels is not None:
            left_out |= same(labels.reshape(-1), labels.reshape(-1))
        left_out[mine, partner] = False
        return F.cross_entropy(logits.masked_fill(left_out, -torch.inf), partner)
    logits = a @ b.T / temperature
    if labels is not None:
        left_out = same(labels[0], labels[1]) & ~torch.eye(n, dtype=torch.bool)
        logits = logits.masked_fill(left_out, -torch.inf)
    partner = torch.arange(n)
    there = F.cross_entropy(logits, partner)
    return there if OBJECTIVE["form"] == "one-directional" else (there + F.cross_entropy(logits.T, partner)) / 2

