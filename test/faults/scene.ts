import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../runs/temporary.js';
import { type End, type StartOptions, start } from './process.js';
import type { Program } from './program.js';

export interface SceneOptions {
  readonly engine?: string;
  readonly epochs?: number;
  readonly samples?: number;
  readonly batch?: number;
  readonly units?: number;
  readonly checkpoint?: string;
}

/** Random masks, slots of an optimizer, two splits, a smaller last batch: whatever a resumed run could get wrong. */
export function experiment(options: SceneOptions = {}): string {
  const { engine = 'cpu', epochs = 2, samples = 50, batch = 15, units = 3 } = options;
  const { checkpoint = '{every: {steps: 1}, keep: 2}' } = options;
  const hidden = units === 3 ? '' : `  - Dense: {units: ${units}, activation: relu}\n`;
  return `name: faults
seed: 3
data:
  dataset: {synthetic_classification: {samples: ${samples}, features: 4, classes: 3}}
  split: {validation: 0.2}
architecture:
  - Dropout: {rate: 0.3}
${hidden}  - Dense: {units: 3, activation: softmax}
loss: sparse_categorical_crossentropy
optimizer: adam
metrics: [accuracy]
training:
  epochs: ${epochs}
  batch_size: ${batch}
  checkpoint: ${checkpoint}
engine: ${engine}
`;
}

/** An experiment and a runs folder of its own. */
export interface Scene {
  readonly program: Program;
  readonly text: string;
  readonly file: string;
  readonly runsDir: string;
  /** `dlx WORDS... --runs-dir RUNS`. */
  dlx(words: readonly string[], options?: StartOptions): Promise<End>;
}

/** @param parent where the runs folder is made, if not among temporary files. */
export function makeScene(program: Program, text: string, parent = temporaryFolder()): Scene {
  const folder = mkdtempSync(join(temporaryFolder(), 'scene-'));
  const file = join(folder, 'experiment.yaml');
  writeFileSync(file, text);
  const runsDir = join(parent, 'runs');
  const dlx = (words: readonly string[], options?: StartOptions) =>
    start(program, [...words, '--runs-dir', runsDir], options).ended;
  return { program, text, file, runsDir, dlx };
}

/** Folders of the runs that are there, without what is hidden. */
export function runsIn(runsDir: string): string[] {
  if (!existsSync(runsDir)) return [];
  return readdirSync(runsDir)
    .filter((name) => !name.startsWith('.'))
    .map((name) => join(runsDir, name));
}

/** All that a run leaves, but for what a clock says. */
export interface Left {
  readonly csv: readonly string[];
  readonly run: unknown;
  readonly best: string | undefined;
}

export function leftBy(folder: string): Left {
  const lines = readFileSync(join(folder, 'metrics.csv'), 'utf8').split('\n');
  const seconds = lines[0]!.split(',').indexOf('seconds');
  const csv = lines.map((line) => line.split(',').toSpliced(seconds, 1).join());
  const { status, metrics, epochs, stop_reason, expect, error } = JSON.parse(
    readFileSync(join(folder, 'run.json'), 'utf8'),
  );
  const path = join(folder, 'checkpoints', 'best.safetensors');
  const best = existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : undefined;
  return { csv, run: { status, metrics, epochs, stop_reason, expect, error }, best };
}

const references = new Map<string, Promise<Left>>();

/** What a run that nobody disturbs leaves. */
export function referenceOf(program: Program, text: string): Promise<Left> {
  const key = program.bin + text;
  const made = references.get(key) ?? undisturbed(program, text);
  references.set(key, made);
  return made;
}

async function undisturbed(program: Program, text: string): Promise<Left> {
  const scene = makeScene(program, text);
  const end = await scene.dlx(['run', scene.file, '--quiet']);
  if (end.code !== 0) throw new Error(`the run without faults failed: ${end.stderr}`);
  return leftBy(runsIn(scene.runsDir)[0]!);
}
