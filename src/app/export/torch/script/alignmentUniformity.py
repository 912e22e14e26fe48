
def objective(a, b, labels):
    """Partners pull together, and all points spread."""
    squared = ((a - b) ** 2).sum(1) + 1e-12
    alignment = (squared ** (OBJECTIVE["alpha"] / 2)).mean()
    of = (None, None) if labels is None else labels
    uniformity = (spread(a, OBJECTIVE["t"], of[0]) + spread(b, OBJECTIVE["t"], of[1])) / 2
    return OBJECTIVE["alignmentWeight"] * alignment + OBJECTIVE["uniformityWeight"] * uniformity

