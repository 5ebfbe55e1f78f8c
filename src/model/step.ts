import type { Spec } from '../arrays.js';
import { augmentedSpec, evaluateAll } from '../augmentations/chain.js';
import type { Mask } from '../layers/layer.js';
import { applyAll } from '../preprocess/chain.js';
import type { Ops, Tensor } from '../tf.js';
import type { TraceInput } from '../trace/recorder.js';
import type { Scopes, Traceable } from '../trace/trace.js';
import { type Forward, forward, type Named, type Output, penalty, squaresOf } from './forward.js';
import { maskedMean } from './masked-mean.js';
import type { Head, Plan } from './plan.js';
import { targetOf } from './targets.js';

/**
 * A step as every engine compiles it: a pure function of tensors with fixed shapes.
 *
 * Inputs: `x` (in training after augmentation, else raw), `y`, `v` (what each row counts, where rows are weighted),
 * `w:<layer>/<weight>` and, in training, `r:<layer>/<random>`. Outputs: `sums` (the loss, that of each output where there
 * are several, then every metric's sums), `g:<key>` gradients, `q:<key>` sums of squares (see WeightSpec.gathered), `s:<key>` new state.
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
      const taken = [...trained, ...gathered.map(({ key }) => squaresOf(key))];
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
        const found = forward(plan.model, current, named('r:', inputs), x, true, tf, scopes);
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
      const sums = scopes.within('metrics', () => sumsOf(value, losses, ends, tf));
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
  const sums = scopes.within('metrics', () => sumsOf(total, losses.length > 1 ? losses : [], ends, tf));
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

/** An output of the model beside what it is compared with. */
interface End extends Output {
  readonly head: Head;
  readonly target: Tensor;
}

/** The mean loss of every output. */
function lossesOf(ends: readonly End[], weights: Tensor | undefined, tf: Ops, scopes: Scopes): Tensor[] {
  return scopes.within('loss', () =>
    ends.map((end) => maskedMean(itemLosses(end, tf), countedBy(end, tf), tf, weights)),
  );
}

/** What training minimizes: the losses, penalties on weights, and what layers add. */
function totalOf(
  plan: Plan,
  means: readonly Tensor[],
  { losses }: Forward,
  weights: Named,
  tf: Ops,
  scopes: Scopes,
): Tensor {
  const mean = scopes.within('loss', () =>
    weighedSum(
      means,
      plan.heads.map((head) => ({ head })),
      tf,
    ),
  );
  const penalties = penalty(plan.layout, weights, tf, scopes);
  const added = penalties ? [...losses, penalties] : losses;
  return added.reduce((sum, one) => tf.add(sum, one), mean);
}

/** Losses of all outputs together, each times what it counts. */
function weighedSum(losses: readonly Tensor[], ends: readonly Pick<End, 'head'>[], tf: Ops): Tensor {
  return losses
    .map((loss, i) => (ends[i]!.head.weight === 1 ? loss : tf.mul(loss, ends[i]!.head.weight)))
    .reduce((sum, one) => tf.add(sum, one));
}

/** The items that count: those that no mask hides and that the loss does not leave out. */
function countedBy({ head, target, output, mask }: End, tf: Ops): Mask {
  const { part, options } = head.loss;
  const counted = part.counted?.(options as never, target, output, tf);
  return mask && counted ? tf.logicalAnd(mask, counted) : (counted ?? mask);
}

/** The loss of every item: [batch, ...]. */
function itemLosses({ head, target, output, preActivation }: End, tf: Ops): Tensor {
  const { part, options } = head.loss;
  const undone = part.logitsOf !== undefined && part.logitsOf === head.judged.activation;
  const logits = undone || options.from_logits === true;
  return part.apply(options as never, target, undone ? preActivation : output, logits, tf);
}

/** The sum of the losses, each of them where there are several, then the sums of every metric. */
function sumsOf(total: Tensor, losses: readonly Tensor[], ends: readonly End[], tf: Ops): Tensor {
  const sums = ends.flatMap(({ head, target, output, mask }) => {
    const weights = mask && tf.cast(mask, 'float32');
    return head.metrics.map(({ part, options }) =>
      part.accumulate(options as never, target, output, head.judged, tf, weights),
    );
  });
  return tf.concat([
    ...[total, ...losses].map((loss) => tf.reshape(loss, [1])),
    ...sums.map((sum) => tf.reshape(sum, [-1])),
  ]);
}
