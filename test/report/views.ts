import type { RunView } from '../../src/report/gather.js';
import { parseHistory } from '../../src/runs/history.js';
import type { RunRecord } from '../../src/runs/index.js';
import { experimentOf } from '../runs/made.js';

/** A record of a run that came to its end. */
export function recordOf(name: string, more: Partial<RunRecord> = {}): RunRecord {
  return {
    schema_version: 1,
    id: `20260101T000000Z-${name}-01234567`,
    name,
    description: 'What it is for.',
    tags: ['a', 'b'],
    status: 'completed',
    file: '/nowhere/experiment.yaml',
    experiment: experimentOf(name),
    overrides: ['training.epochs=2'],
    experiment_hash: 'e'.repeat(64),
    data_hash: 'd'.repeat(64),
    seed: 7,
    git: { commit: 'c0ffee', dirty: true },
    versions: { dlx: '0.1.0', node: '20.0.0' },
    engine: 'onnx',
    threads: 2,
    image_block: null,
    cpu: { model: 'a CPU', cores: 2, features: ['avx2'] },
    platform: 'linux-x64',
    process: { pid: 1, host: 'h', boot: null, started: null },
    resumed: [],
    times: { started: '2026-01-01T00:00:00.000Z', ended: '2026-01-01T00:01:00.000Z', seconds: 60 },
    parameters: 10,
    rows: { train: 100, validation: 20, test: 3 },
    classes: ['cat', 'dog'],
    epochs: 2,
    skipped_steps: 0,
    stop_reason: null,
    metrics: {
      final: {
        train: { loss: 0.3, accuracy: 0.9 },
        validation: { loss: 0.4, accuracy: 0.8 },
        test: { loss: 0.5, accuracy: null },
      },
      best: { validation: { loss: { value: 0.4, epoch: 2 } } },
    },
    expect: [{ metric: 'test.loss', value: 0.5, min: null, max: 1, pass: true }],
    error: null,
    nulls: { 'metrics.final.test.accuracy': 'NaN' },
    ...more,
  } as RunRecord;
}

const CSV = `epoch,step,loss,accuracy,val_loss,val_accuracy,learning_rate,seconds,weights_hash
1,10,0.5,0.7,0.6,0.6,0.001,1,aa
2,20,0.3,0.9,0.4,0.8,0.001,1,bb
`;

/** All that a page shows of a run of three rows and two classes. */
export function viewOf(name: string, more: Partial<RunView> = {}): RunView {
  const x = { shape: [3, 2], dtype: 'float32' as const, data: Float32Array.of(1, 2, 3, 4, 5, 6) };
  const y = { shape: [3], dtype: 'int32' as const, data: Int32Array.of(0, 1, 1) };
  const layers = [
    { name: 'h', type: 'Dense', inputs: ['input'], output: [8], parameters: 24 },
    { name: 'out', type: 'Dense', inputs: ['h'], output: [2], parameters: 18 },
  ];
  return {
    record: recordOf(name),
    folder: `/nowhere/${name}`,
    history: { value: parseHistory(CSV, 'metrics.csv') },
    text: { value: `name: ${name}\n` },
    model: { layers, input: [2], summary: { reason: 'this one was made up' } },
    predictions: {
      value: {
        split: 'test',
        rows: { x, y },
        features: ['width', 'height'],
        judgement: {
          kind: 'classes',
          classCount: 2,
          truth: y.data,
          predicted: Int32Array.of(0, 1, 0),
          score: Float32Array.of(0.9, 0.8, 0.7),
          trueScore: Float32Array.of(0.9, 0.8, 0.0004),
          normalized: true,
        },
        losses: Float32Array.of(0.1, 0.2, 7.8),
        weights: 'at the end of epoch 2',
        confirmed: true,
      },
    },
    ...more,
  };
}

const COUNT = 9;

/** Predictions of images with three classes. */
export function imagesOf(): Pick<RunView, 'predictions'> {
  const data = Uint8Array.from({ length: COUNT * 64 * 3 }, (_, i) => (i * 31) % 256);
  const truth = Int32Array.from({ length: COUNT }, (_, i) => i % 3);
  const predicted = truth.map((label, i) => (i % 5 === 0 ? (label + 1) % 3 : label));
  const score = Float32Array.from({ length: COUNT }, (_, i) => 1 - i / 40);
  return {
    predictions: {
      value: {
        split: 'validation',
        rows: {
          x: { shape: [COUNT, 8, 8, 3], dtype: 'uint8', data },
          y: { shape: [COUNT], dtype: 'int32', data: truth },
        },
        judgement: {
          kind: 'classes',
          classCount: 3,
          truth,
          predicted,
          score,
          trueScore: score,
          normalized: true,
        },
        losses: score.map((p) => -Math.log(p)),
        weights: 'at the end of epoch 2',
        confirmed: false,
      },
    },
  };
}

/** Predictions of two values a row. */
export function valuesOf(): Pick<RunView, 'predictions'> {
  const truth = Float32Array.from({ length: 2 * COUNT }, (_, i) => Math.sin(i) * 100);
  const predicted = truth.map((value, i) => value + Math.cos(i * 3) * 10);
  const x = { shape: [COUNT, 20], dtype: 'float32' as const, data: new Float32Array(20 * COUNT).fill(1 / 3) };
  return {
    predictions: {
      value: {
        split: 'test',
        rows: { x, y: { shape: [COUNT, 2], dtype: 'float32', data: truth } },
        judgement: { kind: 'values', width: 2, omitted: 0, truth, predicted },
        losses: Float32Array.from({ length: COUNT }, (_, i) => i / 7),
        weights: 'at the end of epoch 2',
        confirmed: true,
      },
    },
  };
}
