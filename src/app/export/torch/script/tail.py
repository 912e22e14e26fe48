
def rate_of(update):
    """Linear warm-up, then a constant or half a cosine."""
    warmup, steps = TRAINING["warmup"], RUN["steps"]
    if update < warmup:
        return (update + 1) / warmup
    if TRAINING["schedule"] == "constant":
        return 1.0
    return 0.5 * (1 + math.cos(math.pi * min(1.0, (update - warmup) / max(1, steps - warmup))))


def optimiser_of(weights):
    """Weight decay acts on the matrices of dense layers alone, apart from the loss."""
    matrices = [value for name, value in weights.items() if re.search(r"/w\d+$", name)]
    others = [value for name, value in weights.items() if not re.search(r"/w\d+$", name)]
    groups = [{"params": matrices, "weight_decay": TRAINING["weightDecay"]}, {"params": others, "weight_decay": 0.0}]
    return torch.optim.AdamW(
        [group for group in groups if group["params"]],
        lr=TRAINING["learningRate"],
        betas=(TRAINING["momentum"], TRAINING["beta2"]),
        eps=1e-8,
    )


def batches(steps):
    """The lab's own batches first. After them their pairs, which a sampler of PyTorch shuffles."""
    inputs = torch.from_numpy(np.load(HERE / "batches/inputs.npy"))
    labels = torch.from_numpy(np.load(HERE / "batches/labels.npy")) if RUN["labels"] else None
    if inputs.dtype == torch.int32:
        inputs = inputs.long()
    known, _, size = inputs.shape[:3]
    for i in range(min(steps, known)):
        yield inputs[i], None if labels is None else labels[i]
    # Pairs in the order [both sides, all pairs].
    pairs = inputs.transpose(1, 2).reshape(known * size, 2, -1)
    each = None
    if labels is not None:
        each = labels.transpose(1, 2).reshape(known * size, 2) if labels.dim() == 3 else labels.reshape(-1)
    order = torch.Generator().manual_seed(RUN["seed"])
    made = known
    while made < steps:
        for rows in torch.randperm(len(pairs), generator=order).split(size):
            if made >= steps or len(rows) < size:
                break
            made += 1
            yield pairs[rows].transpose(0, 1), None if each is None else each[rows].movedim(0, -1)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--steps", type=int, default=len(RUN["losses"]))
    arguments.add_argument("--losses", type=Path, help="write the losses to this file, as JSON")
    options = arguments.parse_args()
    if "WORLD_SIZE" in os.environ:
        dist.init_process_group("gloo")
    first = not dist.is_initialized() or dist.get_rank() == 0
    weights = read_safetensors(HERE / "weights.safetensors")
    optimiser = optimiser_of(weights)
    losses, worst = [], 0.0
    for update, batch in enumerate(batches(options.steps)):
        for group in optimiser.param_groups:
            group["lr"] = TRAINING["learningRate"] * rate_of(update)
        loss, metrics = step_of(batch, weights)
        optimiser.zero_grad()
        loss.backward()
        if dist.is_initialized():
            for value in weights.values():
                dist.all_reduce(value.grad)
                value.grad /= dist.get_world_size()
        optimiser.step()
        losses.append(loss.item())
        line = "  ".join(f"{name} {value:.4f}" for name, value in {"loss": loss.item(), **metrics}.items())
        if update < len(RUN["losses"]):
            ours = RUN["losses"][update]
            difference = abs(loss.item() - ours) / max(abs(ours), 1e-12)
            worst = max(worst, difference)
            line += f"  the lab's loss {ours:.6f}, relative difference {difference:.1e}"
        if first:
            print(f"step {update + 1}  {line}")
    if first:
        print(f"Greatest relative difference to the lab: {worst:.2e}", "" if worst < 1e-4 else "(more than 1e-4!)")
        if options.losses:
            options.losses.write_text(json.dumps(losses))
    if dist.is_initialized():
        dist.destroy_process_group()


if __name__ == "__main__":
    main()
