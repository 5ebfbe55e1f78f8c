"""A parity case as the YAML of an experiment."""


def flow(value):
    """YAML's flow style, without quotes: the names in use need none. A choice without options is a bare name."""
    if isinstance(value, dict):
        if list(value.values()) == [{}]:
            return next(iter(value))
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def choice(name, options):
    """`Flatten`, or `Dense: {units: 3}`."""
    return f"{name}: {flow(options)}" if options else name


def experiment_text(case):
    lines = [f"name: parity-{case['name']}", "data:"]
    lines += [f"  dataset: {{npz: {{path: ../data/{case['data']}.npz}}}}", "  validation: test"]
    if "preprocess" in case:
        lines.append(f"  preprocess: {flow(case['preprocess'])}")
    if case.get("one_hot"):
        lines.append("  target: one_hot")
    lines.append("architecture:")
    lines += [f"  - {choice(name, options)}" for name, options in case["architecture"]]
    lines.append(f"initial_weights: ../weights/{case['name']}.npz")
    for key in ("loss", "optimizer"):
        name, options = case[key]
        lines.append(f"{key}: {flow({name: options}) if options else name}")
    lines.append(f"metrics: {flow([flow({n: o}) if o else n for n, o in case['metrics']])}")
    lines.append(f"training: {flow({'epochs': case['epochs'], 'batch_size': case['batch_size'], 'shuffle': False})}")
    return "\n".join(lines) + "\n"
