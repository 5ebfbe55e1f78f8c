import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { EarlyStopping } from '../../../src/callbacks/EarlyStopping.js';
import type { Layout } from '../../../src/model/weights.js';
import { BestValues } from '../../../src/runs/best.js';
import { encode, type Stored } from '../../../src/training/checkpoint/format.js';
import { pack } from '../../../src/training/checkpoint/pack.js';
import type { Checkpoint, Frame } from '../../../src/training/checkpoint/state.js';
import { readNewest } from '../../../src/training/checkpoint/store.js';
import { unpack } from '../../../src/training/checkpoint/unpack.js';
import { plain, type Target } from './target.js';

const weight = (key: string, shape: number[], offset: number) => {
  const [layer, name] = key.split('/') as [string, string];
  const size = shape.reduce((a, b) => a * b, 1);
  return { key, layer, name, shape, trained: true, offset, size, initializer: 'zeros' } as const;
};
const layout: Layout = {
  weights: [weight('a/kernel', [3, 2], 0), weight('a/bias', [2], 16)],
  parameters: 32,
  state: 0,
};
const frame: Frame = { layout, slots: ['momentum'], sums: 2 };
const flat = () => ({ parameters: Float32Array.from({ length: 32 }, Math.sin), state: new Float32Array() });

const checkpoint: Checkpoint = {
  fingerprint: { experiment: 'e', data: 'd', engine: 'onnx', threads: 1, versions: { dlx: '0' } },
  seconds: 1.5,
  state: {
    epoch: 2,
    rows: 0,
    step: 20,
    weights: flat(),
    slots: [new Float32Array(32)],
    sums: { totals: Float64Array.of(1, 2), rows: 0 },
    epochSeconds: 0,
    watchers: [{ wait: 1, best: 0.5 }],
    learningRate: 0.05,
    history: [1, 2].map((epoch) => ({
      epoch,
      step: 10 * epoch,
      logs: { loss: 1 / epoch, val_loss: Number.NaN },
      learningRate: 0.1,
      seconds: 1,
      weightsHash: 'x',
    })),
    kept: { epoch: 1, flat: flat() },
    best: { epoch: 2, flat: flat(), monitor: 'loss', value: 0.5 },
  } as Checkpoint['state'],
};

const PREFIX = 8 + '{"__metadata__":{"sha256":"'.length;
const bytesOf = (stored: Stored) => new Uint8Array(Buffer.concat(encode(stored)));

/** The sum that belongs to a file, whatever is in it. */
function mend(bytes: Uint8Array): Uint8Array {
  if (bytes.length < PREFIX + 64) return bytes;
  const whole = Buffer.from(bytes);
  // Where the header has another length than it says, half of the files get the one that it has.
  const end = whole.indexOf('}}}', 0, 'latin1');
  if (end > 0 && bytes.length % 2 === 0) whole.writeBigUInt64LE(BigInt(Math.ceil((end + 3 - 8) / 8) * 8));
  const hash = createHash('sha256')
    .update(whole.subarray(0, PREFIX))
    .update(whole.subarray(PREFIX + 64));
  whole.write(hash.digest('hex'), PREFIX);
  return new Uint8Array(whole);
}

const STOPPING = {
  monitor: 'loss',
  min_delta: 0,
  patience: 0,
  mode: 'auto',
  restore_best_weights: false,
  start_from_epoch: 0,
} as const;

const packed = pack(checkpoint, frame);

/** Other notes in a file that is right otherwise. */
const notes = fc
  .tuple(
    fc.constantFrom(
      'seconds',
      'slots',
      'fingerprint',
      'epoch',
      'rows',
      'watchers',
      'learningRate',
      'history',
      'kept',
      'best',
      'logs',
    ),
    fc.jsonValue({ maxDepth: 4 }),
  )
  .map(([key, value]) => {
    const state = packed.metadata.get('state')!;
    const text = JSON.stringify(JSON.parse(state, (name, held) => (name === key ? value : held)));
    return bytesOf({ ...packed, metadata: new Map([...packed.metadata, ['state', text]]) });
  });

/** Another header, of its right length. */
function headed(change: (header: string) => string): Uint8Array {
  const whole = Buffer.from(bytesOf(packed));
  const length = Number(whole.readBigUInt64LE());
  const header = Buffer.from(change(whole.toString('utf8', 8, 8 + length).trimEnd()));
  const start = Buffer.alloc(8);
  start.writeBigUInt64LE(BigInt(header.length));
  return mend(new Uint8Array(Buffer.concat([start, header, whole.subarray(8 + length)])));
}

export const checkpointTarget: Target = {
  name: 'checkpoint',
  file: 'step-00000020.safetensors',
  tokens: [
    ...[
      '"__metadata__":null,',
      '"__proto__":{"dtype":"F32","shape":[],"data_offsets":[0,0]},',
      '"F32"',
      '"F64"',
      '[]',
    ],
    ...[
      '{"number":"NaN"}',
      '\\"history\\":',
      '\\"__proto__\\":',
      'null',
      '-1',
      '1e999',
      '"shape":[',
      '}}}',
      '\\u001b',
    ],
  ],
  structured: () => fc.oneof(notes, notes),
  seeds: () => [
    bytesOf(packed),
    headed((header) => `${header.slice(0, -1)},"__metadata__":null}`),
    headed((header) => `${header.slice(0, -1)},"__proto__":{"dtype":"F32","shape":[],"data_offsets":[0,0]}}`),
    headed((header) => `${header.slice(0, -1)},"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
    headed((header) => header.replace(/"loss/g, '"__proto__')),
    headed((header) => header.replace(/\\"val_loss\\"/g, '\\"val___proto__\\"')),
  ],
  mend,
  most: plain,
  open(_path, folder) {
    const use = (stored: Stored) => unpack(stored, frame);
    const read = readNewest(folder, use, () => {});
    if (!read) return null;
    const { state } = read.value;
    const [memory] = state.watchers;
    const watcher = EarlyStopping.watch(STOPPING, ['loss']);
    if (memory) watcher.restore?.(memory);
    for (const epoch of [1, 2, 3]) watcher.epochEnd(epoch, { loss: epoch }, 0.1);
    const best = new BestValues();
    for (const { epoch, logs } of state.history) best.add(epoch, logs);
    return [read, best.values];
  },
};
