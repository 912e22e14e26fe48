
def encode(inputs, weights):
    """Inputs to the representation, and through the head."""
    if RUN["inputs"] == "tokens":
        inputs = mean_of_words(inputs, weights["backbone/words"])
    representation = perceptron(inputs, weights, "backbone")
    return representation, perceptron(representation, weights, "head")


def step_of(batch, weights):
    """The loss of a batch, and what is measured on it. `batch` has both views of each pair, and what they show."""
    inputs, labels = batch
    n = inputs.shape[1]
    mine = my_share(n)
    share = inputs[:, mine]
    representation, head = encode(share.reshape(-1, share.shape[-1]), weights)
    both = []
    for vectors in [head, representation] if MODEL["lossOn"] == "both" else [head]:
        points = on_sphere(vectors).reshape(2, -1, vectors.shape[-1])
        # Every process compares the pairs of all.
        both.append((gathered(points[0]), gathered(points[1])))
    loss = sum(objective(a, b, labels) for a, b in both) / len(both)
    a, b = both[0]
    with torch.no_grad():
        metrics = {
            "alignment": ((a - b) ** 2).sum(1).mean().item(),
            "uniformity": (spread(a, 2.0) + spread(b, 2.0)).item() / 2,
            "accuracy": ((a @ b.T).argmax(1) == torch.arange(n)).float().mean().item(),
        }
    return loss, metrics


def spread(x, t, labels=None):
    """log of the mean of exp(-t |x_i - x_j|^2) over different points, without pairs that show the same."""
    counts = ~torch.eye(len(x), dtype=torch.bool)
    if labels is not None:
        counts &= labels[:, None] != labels[None, :]
    values = (2 * t * (x @ x.T) - 2 * t)[counts]
    return torch.logsumexp(values, 0) - math.log(len(values))


def same(labels_a, labels_b):
    """Which pairs show the same thing, and are no negatives."""
    return labels_a[:, None] == labels_b[None, :]

