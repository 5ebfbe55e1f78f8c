import type { OptionsOf } from '../experiment/part.js';
import { defineCallback, type Verdict, type Watcher } from './callback.js';
import { checkMonitor, isBetter, MODE, MONITOR } from './monitor.js';

const options = {
  type: 'object',
  properties: {
    monitor: MONITOR,
    factor: {
      type: 'number',
      minimum: 0,
      exclusiveMaximum: 1,
      default: 0.1,
      description: 'What the learning rate is multiplied by.',
    },
    patience: {
      type: 'integer',
      minimum: 0,
      default: 10,
      description: 'Epochs without a better value to wait.',
    },
    mode: MODE,
    min_delta: { type: 'number', default: 0.0001, description: 'The least change that counts as better.' },
    cooldown: {
      type: 'integer',
      minimum: 0,
      default: 0,
      description: 'Epochs after a reduction that do not count as waiting.',
    },
    min_lr: {
      type: 'number',
      minimum: 0,
      default: 0,
      description: 'What the learning rate never falls below.',
    },
  },
} as const;

/** keras.callbacks.ReduceLROnPlateau, epoch by epoch the same decisions (Keras computes in float32). */
export const ReduceLROnPlateau = defineCallback({
  name: 'ReduceLROnPlateau',
  summary: 'Reduces the learning rate when a value has not become better for some epochs.',
  options,
  setsRate: true,
  watch(settings, metrics) {
    checkMonitor(settings.monitor, metrics);
    return watcher(settings);
  },
});

const { fround } = Math;

function watcher(settings: OptionsOf<typeof options>): Watcher {
  const { monitor, factor, patience, cooldown, min_lr } = settings;
  const better = isBetter(settings);
  let wait = 0;
  /** Epochs of the cooldown that are left. */
  let resting = 0;
  let best: number | undefined;

  return {
    epochEnd(_epoch, logs, learningRate): Verdict {
      const value = logs[monitor];
      if (value === undefined) return {};
      if (resting > 0) {
        resting--;
        wait = 0;
      }
      // Unlike Keras, for which a first NaN stays the best for good.
      if (Number.isFinite(value) && (best === undefined || better(value, best))) {
        best = value;
        wait = 0;
        return {};
      }
      if (resting > 0 || ++wait < patience || fround(learningRate) <= fround(min_lr)) return {};
      resting = cooldown;
      wait = 0;
      return { learningRate: fround(Math.max(fround(learningRate) * factor, min_lr)) };
    },
    state: () => ({ wait, resting, ...(best !== undefined && { best }) }),
    restore(state) {
      ({ wait, resting, best } = state as { wait: number; resting: number; best?: number });
    },
  };
}
