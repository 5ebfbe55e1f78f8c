import { defineCallback } from './callback.js';
import { checkMonitor } from './monitor.js';

/** Not in Keras: repeats epochs until a preset requirement is met. */
export const StopAtTarget = defineCallback({
  name: 'StopAtTarget',
  summary: 'Stops training after the epoch in which a value reaches its target.',
  options: {
    type: 'object',
    properties: {
      monitor: { type: 'string', minLength: 1, description: 'Such as accuracy, val_accuracy or val_loss.' },
      min: { type: 'number', description: 'Stops once the value is at least this.' },
      max: { type: 'number', description: 'Stops once the value is at most this.' },
    },
    required: ['monitor'],
  },
  watch({ monitor, min, max }, metrics) {
    if (min === undefined && max === undefined) {
      throw new Error(
        'has neither min nor max: set min (stop at or above it), max (stop at or below it) or both',
      );
    }
    if (min !== undefined && max !== undefined && min > max) {
      throw new Error(`min ${min} is above max ${max}: no value can be between them`);
    }
    checkMonitor(monitor, metrics);
    return {
      epochEnd(_epoch, logs) {
        const value = logs[monitor];
        if (value === undefined || !Number.isFinite(value)) return {};
        if ((min !== undefined && value < min) || (max !== undefined && value > max)) return {};
        const target = [min !== undefined && `min ${min}`, max !== undefined && `max ${max}`].filter(Boolean);
        return { stop: `${monitor} reached ${Number(value.toPrecision(4))} (${target.join(', ')})` };
      },
    };
  },
});
