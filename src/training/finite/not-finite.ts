import { EXIT, UserError } from '../../errors.js';
import type { Origin } from '../../model/diagnosis.js';
import type { ModelLayer } from '../../model/model.js';
import type { Fault } from './guard.js';

/** A step of which something is not finite, and all that is known about it. */
export interface FaultyStep {
  readonly fault: Fault;
  /** 1-based; steps count from the start of the run. */
  readonly epoch: number;
  readonly step: number;
  /** Its loss. */
  readonly loss: number;
  /** Where it begins, if that is known. */
  readonly origin?: Origin;
  /** Steps of the epoch, if every one of them was skipped. */
  readonly skipped?: number;
  readonly layers: readonly ModelLayer[];
}

interface Found {
  readonly what: string;
  readonly where: string;
  readonly layer?: ModelLayer;
  readonly hint: string;
}

/** The error that ends training (exit 3): what is not finite, at which step, and the layer where it first shows. */
export function notFinite(faulty: FaultyStep): UserError {
  const { epoch, step, skipped } = faulty;
  const { what, where, layer, hint } = found(faulty);
  const message =
    skipped === undefined
      ? `${what} in epoch ${epoch}, step ${step}: ${where}`
      : `all ${skipped} steps of epoch ${epoch} were skipped; in the last one, step ${step}, ${what}: ${where}`;
  const key = layer && { key: `architecture.${layer.index}` };
  return new UserError({ ...key, message, hint }, EXIT.training);
}

const ADVICE = {
  diverged:
    'lower the learning rate, scale the inputs (data.preprocess), or look for extreme values in the data',
  edge: 'where a function has no finite slope (a root at 0, say) keep its input away from there; else lower the learning rate or scale the inputs (data.preprocess)',
  scale: 'scale inputs (data.preprocess) and targets, or lower the learning rate',
};

function found({ fault, loss, origin, layers }: FaultyStep): Found {
  if (fault.kind === 'loss')
    return { what: `the loss became ${loss}`, ...whereOf(origin, 'the loss of them') };
  if (fault.kind === 'gradient') {
    return {
      what: 'the gradient became infinite or NaN',
      ...whereOf(origin, 'the gradient of the loss of them'),
    };
  }
  const layer = layers.find(({ name }) => name === fault.weight.layer)!;
  const rest = { layer, hint: ADVICE.scale };
  const { key } = fault.weight;
  if (fault.kind === 'state') {
    return { what: `${key} became infinite or NaN`, where: 'loss and gradient are finite', ...rest };
  }
  const what = fault.kind === 'slot' ? `the optimizer's ${fault.slot} of ${key}` : key;
  const where = 'the gradient is finite, what the update makes of it is not';
  return { what: `${what} became infinite or NaN`, where, ...rest };
}

function whereOf(origin: Origin | undefined, broken: string): Omit<Found, 'what'> {
  const hint = ADVICE.diverged;
  if (!origin) return { where: 'no layer alone could be made out', hint };
  if (origin.kind === 'input')
    return { where: 'what data.preprocess makes of the inputs is not finite', hint };
  const { layer } = origin;
  if (origin.kind === 'loss') {
    const reach = `those of ${layer.name} reach ${origin.largest.toPrecision(3)}`;
    const where = `the outputs of all layers are finite (${reach}), ${broken} is not`;
    return { where, layer, hint };
  }
  const called = `layer ${layer.name} (${layer.layer.name})`;
  if (origin.kind === 'output')
    return { where: `${called} is the first whose output is not finite`, layer, hint };
  const where = `the loss is finite, on the way back from it the gradient first breaks in ${called}`;
  return { where, layer, hint: ADVICE.edge };
}
