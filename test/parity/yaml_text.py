"""A parity case as the YAML of an experiment."""


def flow(value):
    """YAML's flow style, without quotes: names need none, equations do. A choice without options is a bare name."""
    if isinstance(value, dict):
        if list(value.values()) == [{}]:
            return next(iter(value))
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and "," in value:
        return f"'{value}'"
    return "null" if value is None else str(value)


def choice(name, options):
    """`Flatten`, or `Dense: {units: 3}`."""
    return f"{name}: {flow(options)}" if options else name


def opened(value):
    """A pair of name and options as a choice; lists of pairs, and maps of either by outputs."""
    if isinstance(value, dict):
        return {key: opened(item) for key, item in value.items()}
    if isinstance(value, list):
        return [opened(item) for item in value]
    name, options = value
    return {name: options} if options else name


def experiment_text(case):
    lines = [f"name: parity-{case['name']}", "data:"]
    lines += [f"  dataset: {{npz: {{path: ../data/{case['data']}.npz}}}}", "  validation: test"]
    if "preprocess" in case:
        lines.append(f"  preprocess: {flow(case['preprocess'])}")
    if case.get("one_hot") or "target" in case:
        lines.append(f"  target: {case.get('target', 'one_hot')}")
    lines += [f"  {key}: {flow(case[key])}" for key in ("inputs", "targets", "sample_weight") if key in case]
    lines.append("architecture:")
    lines += [f"  - {choice(name, options)}" for name, options in case["architecture"]]
    lines.append(f"initial_weights: ../weights/{case['name']}.npz")
    for key in ("loss", "optimizer"):
        lines.append(f"{key}: {flow(opened(case[key]))}")
    if "loss_weights" in case:
        lines.append(f"loss_weights: {flow(case['loss_weights'])}")
    lines.append(f"metrics: {flow(opened(case['metrics']))}")
    if "weighted_metrics" in case:
        lines.append(f"weighted_metrics: {flow(opened(case['weighted_metrics']))}")
    training = {"epochs": case["epochs"], "batch_size": case["batch_size"], "shuffle": False}
    if "class_weight" in case:
        training["class_weight"] = case["class_weight"]
    if "callbacks" in case:
        training["callbacks"] = [{name: options} for name, options in case["callbacks"]]
    lines.append(f"training: {flow(training)}")
    return "\n".join(lines) + "\n"
