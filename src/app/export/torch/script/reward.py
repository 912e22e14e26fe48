
def rewards(items, weights):
    if MODEL["kind"] == "linear":
        return items @ weights["model0/weights"]
    text = perceptron(mean_of_words(items, weights["model0/words"]), weights, "model0")
    return perceptron(F.relu(text), weights, "model0/reward").squeeze(-1)


def step_of(batch, weights):
    """The Bradley-Terry loss of a batch. `batch` has the first and second items, and 1 where the first was chosen."""
    items, label = batch
    lead = rewards(items[0], weights) - rewards(items[1], weights)
    loss = (F.softplus(lead) - label * lead).mean()
    decided = label != 0.5
    right = ((lead > 0) == (label > 0.5))[decided].float()
    return loss, {"accuracy": right.mean().item()}

