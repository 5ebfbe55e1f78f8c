import { describe, expect, it } from 'vitest';
import { callbacks } from '../../src/callbacks/index.js';
import { row } from '../support/keras.js';

function watch(given: Record<string, unknown>, metrics = ['loss', 'accuracy']) {
  const { part, options } = row(callbacks, 'StopAtTarget', given);
  return part.watch(options, metrics);
}

describe('StopAtTarget', () => {
  it.each([
    [{ monitor: 'accuracy', min: 0.8 }, [0.5, 0.79, 0.8, 0.9], 2],
    [{ monitor: 'loss', max: 0.3 }, [0.5, 0.31, 0.2], 2],
    [{ monitor: 'loss', min: 0.2, max: 0.3 }, [0.1, 0.5, 0.25], 2],
    [{ monitor: 'loss', max: 0.3 }, [Number.NaN, 0.5], undefined],
    [{ monitor: 'accuracy', min: 0.8 }, [0.5, 0.6], undefined],
  ])('%o on %o', (options, values, expected) => {
    const watcher = watch(options);
    const stops = values.map(
      (value, epoch) => watcher.epochEnd(epoch, { [options.monitor]: value }, 0.1).stop,
    );
    const at = stops.findIndex((stop) => stop !== undefined);
    expect(at === -1 ? undefined : at).toBe(expected);
  });

  it('says why', () => {
    const verdict = watch({ monitor: 'accuracy', min: 0.8 }).epochEnd(3, { accuracy: 0.81234567 }, 0.1);
    expect(verdict).toEqual({ stop: 'accuracy reached 0.8123 (min 0.8)' });
  });

  it.each([
    [{ monitor: 'accuracy' }, /neither min nor max/],
    [{ monitor: 'accuracy', min: 2, max: 1 }, /min 2 is above max 1/],
    [{ monitor: 'val_accuracy', min: 0.5 }, /val_accuracy.*found loss, accuracy.*data\.validation/],
  ])('%o is an error', (options, message) => {
    expect(() => watch(options)).toThrow(message);
  });
});
