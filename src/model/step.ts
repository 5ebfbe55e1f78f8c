import type { Spec } from '../arrays.js';
import { augmentedSpec, evaluateAll } from '../augmentations/chain.js';
import { applyAll } from '../preprocess/chain.js';
import type { Ops, Tensor } from '../tf.js';
import type { TraceInput } from '../trace/recorder.js';
import type { Scopes, Traceable } from '../trace/trace.js';
import { type End, itemLosses, lossesOf, sumsOf, totalOf, weighedSum } from './ends.js';
import { forward, type Named, rowSumsIn, rowSumsKey } from './forward.js';
import type { Plan } from './plan.js';
import { targetOf } from './targets.js';

/**
 * A step as every engine compiles it: a pure function of tensors with fixed shapes.
 *
 * Inputs: `x` (in training after augmentation, else raw), `y`, `v` (what each row counts, where rows are weighted),
 * `w:<layer>/<weight>` and, in training, `r:<layer>/<random>`. Outputs: `sums` (the loss, that of each output where there
 * are several, then every metric's sums), `g:<key>` gradients, `q:<key>` sums over rows (see WeightSpec.gathered), `s:<key>` new state.
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
      ...batchInputs(plan, augmentedSpec(plan.augment, plan.x), batch, plan.weighted !== undefined),
      ...weightInputs(plan),
      ...randomInputs(plan, batch),
    ],
    f(tf, inputs, scopes) {
      const weights = named('w:', inputs);
      const gathered = plan.layout.weights.filter((weight) => weight.gathered);
      const taken = [...trained, ...gathered.map(({ key }) => rowSumsKey(key))];
      let seen: {
        readonly ends: readonly End[];
        readonly losses: readonly Tensor[];
        readonly updates: Named;
      };
      // tf.valueAndGrads disposes of what its function made, except what is kept.
      const loss = (...values: Tensor[]): Tensor => {
        const current = { ...weights, ...Object.fromEntries(taken.map((key, i) => [key, values[i]!])) };
        const x = scopes.within('preprocess', () => preprocessed(plan, inputs.x!, tf));
        const targets = scopes.within('target', () =>
          plan.heads.map((head) => tf.keep(targetOf(head, x, inputs.y!, tf))),
        );
        const rowSums = rowSumsIn(gathered, current);
        const found = forward(plan.model, current, named('r:', inputs), x, true, tf, scopes, rowSums);
        for (const update of Object.values(found.updates)) tf.keep(update);
        const ends = plan.heads.map((head, i) => ({ head, target: targets[i]!, ...found.outputs[i]! }));
        for (const { output, mask } of ends) {
          tf.keep(output);
          if (mask) tf.keep(mask);
        }
        const losses = lossesOf(ends, inputs.v, tf, scopes);
        seen = {
          ends,
          losses: losses.length > 1 ? losses.map((one) => tf.keep(one)) : [],
          updates: found.updates,
        };
        const value = totalOf(plan, losses, found, current, tf, scopes);
        scopes.forwardDone();
        return value;
      };
      const { value, grads } = tf.valueAndGrads(loss as never)([
        ...trained.map((key) => weights[key]!),
        ...gathered.map(({ shape }) => tf.zeros([...shape])),
      ]);
      const { ends, losses, updates } = seen!;
      const sums = scopes.within('metrics', () => sumsOf(value, losses, ends, tf, inputs.v));
      const gradients = taken.map((key, i) => [i < trained.length ? `g:${key}` : key, grads[i]!] as const);
      const state = Object.entries(updates).map(([key, update]) => [`s:${key}`, update] as const);
      return { sums, ...Object.fromEntries(gradients), ...Object.fromEntries(state) };
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
 * the loss takes logits; of several outputs the first), and `losses`, the mean loss of each row without penalties and
 * whatever it counts ([batch]).
 */
export function predictStep(plan: Plan, batch: number): Step {
  return {
    inputs: [...batchInputs(plan, plan.x, batch), ...weightInputs(plan)],
    f(tf, inputs, scopes) {
      const { sums, ends } = evaluated(plan, inputs, tf, scopes);
      return scopes.within('predict', () => {
        const { head, output } = ends[0]!;
        const { loss } = head;
        const probabilities = loss.part.logitsOf === 'softmax' ? tf.softmax : tf.sigmoid;
        return {
          sums,
          output: loss.options.from_logits === true ? probabilities(output as never) : tf.clone(output),
          losses: weighedSum(
            ends.map((end) => tf.mean(tf.reshape(itemLosses(end, tf), [batch, -1]), 1)),
            ends,
            tf,
          ),
        };
      });
    },
  };
}

function evaluated(plan: Plan, inputs: Named, tf: Ops, scopes: Scopes) {
  const weights = named('w:', inputs);
  const raw = scopes.within('augment', () => evaluateAll(plan.augment, inputs.x!, tf));
  const x = scopes.within('preprocess', () => preprocessed(plan, raw, tf));
  const targets = scopes.within('target', () => plan.heads.map((head) => targetOf(head, x, inputs.y!, tf)));
  const found = forward(plan.model, weights, {}, x, false, tf, scopes);
  const ends = plan.heads.map((head, i) => ({ head, target: targets[i]!, ...found.outputs[i]! }));
  const losses = lossesOf(ends, inputs.v, tf, scopes);
  const total = totalOf(plan, losses, found, weights, tf, scopes);
  const sums = scopes.within('metrics', () =>
    sumsOf(total, losses.length > 1 ? losses : [], ends, tf, inputs.v),
  );
  return { sums, ends };
}

const batched = (name: string, { shape, dtype }: Spec, batch: number): TraceInput => ({
  name,
  shape: [batch, ...shape],
  dtype,
});

const batchInputs = (plan: Plan, x: Spec, batch: number, weighted = plan.weighted === 'all') => [
  batched('x', x, batch),
  batched('y', plan.y, batch),
  ...(weighted ? [batched('v', { shape: [], dtype: 'float32' }, batch)] : []),
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
