import type { OptionsOf } from '../experiment/part.js';
import { defineCallback, type Verdict, type Watcher } from './callback.js';
import { checkMonitor, isBetter, MODE, MONITOR } from './monitor.js';

const options = {
  type: 'object',
  properties: {
    monitor: MONITOR,
    min_delta: { type: 'number', default: 0, description: 'The least change that counts as better.' },
    patience: {
      type: 'integer',
      minimum: 0,
      default: 0,
      description: 'Epochs without a better value to wait.',
    },
    mode: MODE,
    baseline: { type: 'number', description: 'Waiting starts over only for values better than this.' },
    restore_best_weights: { type: 'boolean', default: false, description: 'Ends with the best weights.' },
    start_from_epoch: { type: 'integer', minimum: 0, default: 0, description: 'Epochs to pass over first.' },
  },
} as const;

/** keras.callbacks.EarlyStopping, epoch by epoch the same decisions (Keras compares in float32). */
export const EarlyStopping = defineCallback({
  name: 'EarlyStopping',
  summary: 'Stops training when a value has not become better for some epochs.',
  options,
  watch(settings, metrics) {
    checkMonitor(settings.monitor, metrics);
    return watcher(settings);
  },
});

function watcher(settings: OptionsOf<typeof options>): Watcher {
  const { monitor, patience, baseline, restore_best_weights, start_from_epoch } = settings;
  const better = isBetter(settings);
  let wait = 0;
  let best: number | undefined;

  return {
    epochEnd(epoch, logs): Verdict {
      const value = logs[monitor];
      if (value === undefined || epoch < start_from_epoch) return {};
      wait++;
      // Unlike Keras, for which a first NaN stays the best for good.
      if (Number.isFinite(value) && (best === undefined || better(value, best))) {
        best = value;
        // The baseline decides only whether waiting starts over: weights are kept without reaching it.
        if (baseline === undefined || better(value, baseline)) wait = 0;
        return restore_best_weights ? { keep: true } : {};
      }
      if (wait < patience || epoch === 0) return {};
      const span = `${wait} ${wait === 1 ? 'epoch' : 'epochs'}`;
      const reason =
        best === undefined
          ? `has not been finite for ${span}`
          : `has not improved on ${Number(best.toPrecision(4))} for ${span}`;
      return { stop: `${monitor} ${reason}` };
    },
    trainEnd: () => (restore_best_weights && best !== undefined ? { restore: true } : {}),
    state: () => ({ wait, ...(best !== undefined && { best }) }),
    restore(state) {
      ({ wait, best } = state as { wait: number; best?: number });
    },
  };
}
