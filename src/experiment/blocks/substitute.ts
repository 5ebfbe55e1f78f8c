import type { Path } from '../path.js';

/** The value of a parameter, and where that is written. */
export interface Argument {
  readonly value: unknown;
  readonly path: Path;
}

/** A place where a parameter stood. */
export interface Replaced {
  /** From the top of what was substituted in. */
  readonly at: Path;
  readonly parameter: string;
  readonly argument: Argument;
}

const REFERENCE = /^\$([A-Za-z_][A-Za-z0-9_]*)$/;

/** Told of every value, and of every name that is no parameter; either may throw. */
export interface Watch {
  value(): void;
  unknown(parameter: string, at: Path): void;
}

/** A value with arguments in place of `$name`, and where those stood. A text is replaced as a whole, so types are kept. */
export function substitute(
  value: unknown,
  args: ReadonlyMap<string, Argument>,
  watch: Watch,
): { readonly value: unknown; readonly replaced: readonly Replaced[] } {
  const replaced: Replaced[] = [];
  const walk = (one: unknown, at: Path): unknown => {
    watch.value();
    if (Array.isArray(one)) return one.map((item, i) => walk(item, [...at, i]));
    if (typeof one === 'object' && one !== null)
      return Object.fromEntries(Object.entries(one).map(([key, item]) => [key, walk(item, [...at, key])]));
    const parameter = typeof one === 'string' ? REFERENCE.exec(one)?.[1] : undefined;
    if (parameter === undefined) return one;
    const argument = args.get(parameter);
    if (!argument) {
      watch.unknown(parameter, at);
      return one;
    }
    replaced.push({ at, parameter, argument });
    count(argument.value, watch);
    return argument.value;
  };
  return { value: walk(value, []), replaced };
}

function count(value: unknown, watch: Watch): void {
  if (typeof value !== 'object' || value === null) return;
  for (const one of Object.values(value)) {
    watch.value();
    count(one, watch);
  }
}
