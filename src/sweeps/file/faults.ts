import { type Problem, UserError } from '../../errors.js';
import { overrideLabel } from '../../experiment/override.js';
import type { Finding } from '../../experiment/path.js';
import type { Experiment } from '../../experiment/types.js';
import type { Dimension, Space } from '../space.js';
import { meantHint } from './meant.js';
import type { Probe } from './probes.js';
import { inWords } from './problems.js';

/** What is wrong with an experiment whose parameters were set, each thing told once. */
export class Faults {
  private readonly probes: Probe[] = [];
  /** At the parameters that they are about. */
  private readonly byPath = new Map<string, Finding>();
  /** At no parameter, and the probes that they came up in. */
  private readonly elsewhere = new Map<string, { readonly problem: Problem; readonly probes: Probe[] }>();

  /** @param experiment as it is without the values, if it can be read so. */
  constructor(
    private readonly space: Space,
    private readonly experiment?: Experiment,
  ) {}

  /** Parameters that something is wrong with. */
  get count(): number {
    return this.byPath.size;
  }

  /** A set of values was tried. `error`: what kept the experiment from being read; what is no UserError is thrown. */
  add(probe: Probe, error?: unknown): void {
    this.probes.push(probe);
    if (error === undefined) return;
    if (!(error instanceof UserError)) throw error;
    const labels = new Map(
      [...probe.assignment].map(([path, value]) => [overrideLabel(`${path}=${JSON.stringify(value)}`), path]),
    );
    for (const problem of error.problems) {
      const path = labels.get(problem.file ?? '');
      if (path === undefined) this.addElsewhere(problem, probe);
      // One value of a parameter is enough to say what is wrong with it.
      else if (!this.byPath.has(path)) this.byPath.set(path, this.findingOf(problem, path));
    }
  }

  /** What is wrong with parameters, and with the experiment whatever they are. */
  all(): { readonly findings: readonly Finding[]; readonly problems: readonly Problem[] } {
    const findings = new Map(this.byPath);
    const problems: Problem[] = [];
    for (const { problem, probes } of this.elsewhere.values()) {
      const blamed = this.blamed(probes);
      if (!blamed) problems.push(problem);
      else if (!findings.has(blamed.path)) findings.set(blamed.path, withValue(problem, blamed));
    }
    return { findings: [...findings.values()], problems };
  }

  private addElsewhere(problem: Problem, probe: Probe): void {
    const key = JSON.stringify(problem);
    const known = this.elsewhere.get(key);
    if (known) known.probes.push(probe);
    else this.elsewhere.set(key, { problem, probes: [probe] });
  }

  /** The parameter with some values of which a problem is there, and with others not; and the first such value. */
  private blamed(probes: readonly Probe[]): { readonly path: string; readonly value: unknown } | undefined {
    for (const dimension of this.space.dimensions) {
      const own = (all: readonly Probe[]) =>
        all.filter((one) => one.dimension === dimension && one.way === 0);
      const bad = own(probes);
      if (bad.length === 0 || bad.length === own(this.probes).length) continue;
      return { path: dimension.paths[0]!, value: valueIn(bad[0]!, dimension) };
    }
    return undefined;
  }

  private findingOf({ key, message, hint }: Problem, path: string): Finding {
    const told = key === undefined || key === path ? message : `${key}: ${message}`;
    // Without a key, the path leads nowhere.
    const meant = key === undefined && this.experiment && meantHint(path, this.experiment);
    const advice = this.conditionHint(path) ?? (meant || hint);
    return {
      path: ['parameters', path],
      at: 'key',
      message: told,
      ...(advice !== undefined && { hint: advice }),
    };
  }

  /** Of a path below another one that varies: whether it is there depends on that. */
  private conditionHint(path: string): string | undefined {
    const above = this.space.dimensions
      .filter(({ axis }) => axis.count > 1)
      .flatMap(({ paths }) => paths)
      .find((one) => path.startsWith(`${one}.`) || path.startsWith(`${one}[`));
    const own = this.space.dimensions.find(({ paths }) => paths.includes(path));
    if (above === undefined || own?.when.has(above)) return undefined;
    return `${above} varies too: \`when: {${above}: ...}\` in a sweep file says where this takes part`;
  }
}

const valueIn = ({ assignment }: Probe, { paths }: Dimension) =>
  paths.length === 1 ? assignment.get(paths[0]!) : paths.map((path) => assignment.get(path));

function withValue(problem: Problem, { path, value }: { path: string; value: unknown }): Finding {
  const text = JSON.stringify(value);
  const short = text.length > 60 ? `${text.slice(0, 57)}...` : text;
  const { hint } = problem;
  const message = `with ${short}: ${inWords(problem)}`;
  return { path: ['parameters', path], at: 'key', message, ...(hint !== undefined && { hint }) };
}
