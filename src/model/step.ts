import type { Spec } from '../arrays.js';
import { augmentedSpec, evaluateAll } from '../augmentations/chain.js';
import type { Mask } from '../layers/layer.js';
import { applyAll } from '../preprocess/chain.js';
import type { Ops, Tensor } from '../tf.js';
import type { TraceInput } from '../trace/recorder.js';
import type { Scopes, Traceable } from '../trace/trace.js';
import { type Forward, forward, type Named, penalty } from './forward.js';
import { maskedMean } from './masked-mean.js';
import type { Plan } from './plan.js';

/**
 * A step as every engine compiles it: a pure function of tensors with fixed shapes.
 *
 * Inputs: `x` (in training after augmentation, else raw), `y`, `w:<layer>/<weight>` and, in training, `r:<layer>/<random>`.
 * Outputs: `sums` (the loss, then every metric's sums), `g:<key>` gradients, `s:<key>` new state.
 */
export interface Step {
  readonly inputs: readonly TraceInput[];
  readonly f: Traceable;
}

/** Loss, metrics, gradients and new state of one batch. */
export function trainStep(plan: Plan, batch: number): Step {
  const trained = plan.layout.weights.filter((weight) => weight.trained).map((weight) => weight.key);
  return {
    inputs: [
      ...batchInputs(plan, augmentedSpec(plan.augment, plan.x), batch),
      ...weightInputs(plan),
      ...randomInputs(plan, batch),
    ],
    f(tf, inputs, scopes) {
      const weights = named('w:', inputs);
      const seen: { output?: Tensor; target?: Tensor; mask?: Mask; updates: Named } = { updates: {} };
      // tf.valueAndGrads disposes of what its function made, except what is kept.
      const loss = (...values: Tensor[]): Tensor => {
        const current = { ...weights, ...Object.fromEntries(trained.map((key, i) => [key, values[i]!])) };
        const x = scopes.within('preprocess', () => preprocessed(plan, inputs.x!, tf));
        const target = scopes.within('target', () => tf.keep(targetOf(plan, inputs.y!, tf)));
        const found = forward(plan.model, current, named('r:', inputs), x, true, tf, scopes);
        const { output, mask, updates } = found;
        for (const update of Object.values(updates)) tf.keep(update);
        Object.assign(seen, { output: tf.keep(output), mask: mask && tf.keep(mask), target, updates });
        const value = lossOf(plan, target, found, current, tf, scopes);
        scopes.forwardDone();
        return value;
      };
      const { value, grads } = tf.valueAndGrads(loss as never)(trained.map((key) => weights[key]!));
      const sums = scopes.within('metrics', () =>
        sumsOf(plan, value, seen.target!, seen.output!, seen.mask, tf),
      );
      const gradients = trained.map((key, i) => [`g:${key}`, grads[i]!] as const);
      const updates = Object.entries(seen.updates).map(([key, update]) => [`s:${key}`, update] as const);
      return { sums, ...Object.fromEntries(gradients), ...Object.fromEntries(updates) };
    },
  };
}

/** Loss and metrics of one batch, as the model is used after training. */
export function evaluateStep(plan: Plan, batch: number): Step {
  return {
    inputs: [...batchInputs(plan, plan.x, batch), ...weightInputs(plan)],
    f: (tf, inputs, scopes) => ({ sums: evaluated(plan, inputs, tf, scopes).sums }),
  };
}

/**
 * The same, and what they are made of: `output`, what the model says of every row ([batch, ...]; probabilities where
 * the loss takes logits), and `losses`, the mean loss of each row without penalties ([batch]).
 */
export function predictStep(plan: Plan, batch: number): Step {
  return {
    inputs: [...batchInputs(plan, plan.x, batch), ...weightInputs(plan)],
    f(tf, inputs, scopes) {
      const { sums, target, output, preActivation } = evaluated(plan, inputs, tf, scopes);
      return scopes.within('predict', () => {
        const losses = itemLosses(plan, target, output, preActivation, tf);
        const logits = plan.loss.options.from_logits === true;
        const probabilities = plan.loss.part.logitsOf === 'softmax' ? tf.softmax : tf.sigmoid;
        return {
          sums,
          output: logits ? probabilities(output as never) : tf.clone(output),
          losses: tf.mean(tf.reshape(losses, [batch, -1]), 1),
        };
      });
    },
  };
}

function evaluated(plan: Plan, inputs: Named, tf: Ops, scopes: Scopes) {
  const weights = named('w:', inputs);
  const raw = scopes.within('augment', () => evaluateAll(plan.augment, inputs.x!, tf));
  const x = scopes.within('preprocess', () => preprocessed(plan, raw, tf));
  const target = scopes.within('target', () => targetOf(plan, inputs.y!, tf));
  const found = forward(plan.model, weights, {}, x, false, tf, scopes);
  const { output, preActivation, mask } = found;
  const loss = lossOf(plan, target, found, weights, tf, scopes);
  const sums = scopes.within('metrics', () => sumsOf(plan, loss, target, output, mask, tf));
  return { sums, target, output, preActivation };
}

const batched = (name: string, { shape, dtype }: Spec, batch: number): TraceInput => ({
  name,
  shape: [batch, ...shape],
  dtype,
});

const batchInputs = (plan: Plan, x: Spec, batch: number) => [
  batched('x', x, batch),
  batched('y', plan.y, batch),
];

const weightInputs = (plan: Plan): TraceInput[] =>
  plan.layout.weights.map(({ key, shape }) => ({ name: `w:${key}`, shape, dtype: 'float32' }));

const randomInputs = (plan: Plan, batch: number): TraceInput[] =>
  plan.model.layers.flatMap(({ name, built }) =>
    (built.random ?? []).map((spec) => ({
      name: `r:${name}/${spec.name}`,
      shape: spec.shape(batch),
      dtype: 'float32' as const,
    })),
  );

/** The inputs under a prefix, without it. */
function named(prefix: string, inputs: Named): Named {
  const entries = Object.entries(inputs).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(entries.map(([name, tensor]) => [name.slice(prefix.length), tensor]));
}

function preprocessed(plan: Plan, raw: Tensor, tf: Ops): Tensor {
  const x = applyAll(plan.preprocess, raw, tf);
  return x.dtype === plan.model.input.dtype ? x : tf.cast(x, plan.model.input.dtype as 'float32' | 'int32');
}

function targetOf(plan: Plan, y: Tensor, tf: Ops): Tensor {
  return plan.oneHot === undefined ? tf.clone(y) : tf.oneHot(y as never, plan.oneHot, 1, 0, 'float32');
}

function lossOf(plan: Plan, target: Tensor, found: Forward, weights: Named, tf: Ops, scopes: Scopes): Tensor {
  const { output, preActivation, mask, losses } = found;
  const mean = scopes.within('loss', () =>
    maskedMean(itemLosses(plan, target, output, preActivation, tf), mask, tf),
  );
  const penalties = penalty(plan.layout, weights, tf, scopes);
  const added = penalties ? [...losses, penalties] : losses;
  return added.reduce((sum, one) => tf.add(sum, one), mean);
}

/** The loss of every item: [batch, ...]. */
function itemLosses(plan: Plan, target: Tensor, output: Tensor, preActivation: Tensor, tf: Ops): Tensor {
  const { part, options } = plan.loss;
  const undone = part.logitsOf !== undefined && part.logitsOf === plan.judged.activation;
  const logits = undone || options.from_logits === true;
  return part.apply(options as never, target, undone ? preActivation : output, logits, tf);
}

function sumsOf(plan: Plan, loss: Tensor, target: Tensor, output: Tensor, mask: Mask, tf: Ops): Tensor {
  const weights = mask && tf.cast(mask, 'float32');
  const sums = plan.metrics.map(({ part, options }) =>
    part.accumulate(options as never, target, output, plan.judged, tf, weights),
  );
  return tf.concat([tf.reshape(loss, [1]), ...sums.map((sum) => tf.reshape(sum, [-1]))]);
}
