import { describe, expect, it } from 'vitest';
import { activations } from '../../src/activations/index.js';
import { augmentations } from '../../src/augmentations/index.js';
import { callbacks } from '../../src/callbacks/index.js';
import { constraints } from '../../src/constraints/index.js';
import type { Part } from '../../src/experiment/part.js';
import { initializers } from '../../src/initializers/index.js';
import { layers } from '../../src/layers/index.js';
import { losses } from '../../src/losses/index.js';
import { metrics } from '../../src/metrics/index.js';
import { optimizers } from '../../src/optimizers/index.js';
import { regularizers } from '../../src/regularizers/index.js';
import { schedules } from '../../src/schedules/index.js';
import { keras } from '../support/keras.js';

type Arguments = { [argument: string]: { default?: unknown } };

const fixture = keras<{ [kind: string]: { [name: string]: Arguments } }>('parity');
const tables = {
  activations,
  augmentations,
  callbacks,
  constraints,
  initializers,
  layers,
  losses,
  metrics,
  optimizers,
  regularizers,
  schedules,
};
/** Not Keras's, or not Keras's under this name. */
const OWN = [
  'accuracy',
  'root_mean_squared_error',
  'StopAtTarget',
  'LinearWarmup',
  'PositionEmbedding',
  'SinePositionEncoding',
];

/** Defaults that do not stand in the schema, so that experiments resolve to what they were before there were these. */
const UNFILLED: { readonly [option: string]: unknown } = {
  amsgrad: false,
  use_ema: false,
  ema_momentum: 0.99,
  reduction: 'sum_over_batch_size',
};

describe.each(Object.entries<readonly Part[]>(tables))(
  'options of %s are arguments of Keras',
  (kind, table) => {
    it.each(table.filter(({ name }) => !OWN.includes(name)))('$name', ({ name, options }) => {
      const known = fixture[kind]![name];
      expect(known, 'run test/parity/units.py after adding the name').toBeDefined();
      for (const [option, schema] of Object.entries(options.properties)) {
        const argument = known![option];
        expect(argument, `${option} is no argument of ${name}`).toBeDefined();
        const isRequired = options.required?.includes(option) ?? false;
        expect(isRequired, `${option} required`).toBe(!('default' in argument!));
        if (isRequired) continue;
        // Keras's None is "none given" here; its activation None is linear.
        const written = argument!.default === 'uniform' ? 'random_uniform' : argument!.default;
        const expected = written ?? (option === 'activation' ? 'linear' : undefined);
        expect(schema.default ?? UNFILLED[option], `default of ${option}`).toEqual(expected);
      }
    });
  },
);
