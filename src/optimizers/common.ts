import type { OptionSchema, OptionsOf } from '../experiment/part.js';

const above = (description: string) => ({ type: 'number', exclusiveMinimum: 0, description }) as const;

/**
 * What Keras's optimizers all take (keras/src/optimizers/base_optimizer.py), but `loss_scale_factor`, which is for
 * float16. None has a default: an experiment that does not use them resolves to what it was before there were any.
 */
export const commonOptions = {
  type: 'object',
  properties: {
    weight_decay: {
      type: 'number',
      minimum: 0,
      description: 'Before every update each weight loses this part of itself, times the learning rate.',
    },
    clipnorm: above('The norm that the gradient of each weight may have; a longer one is made so short.'),
    clipvalue: above('What each number of the gradient may be, below zero and above.'),
    global_clipnorm: above('The norm that the gradient of all weights together may have.'),
    use_ema: {
      type: 'boolean',
      description:
        'Whether the model ends with moving averages of its weights in their place. Default: false.',
    },
    ema_momentum: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      description: 'With use_ema, decay of the averages. Default: 0.99.',
    },
    ema_overwrite_frequency: {
      type: 'integer',
      minimum: 1,
      description:
        'With use_ema, the updates after which the averages take the place of the weights in training too.',
    },
    gradient_accumulation_steps: {
      type: 'integer',
      minimum: 2,
      description: 'Steps of which one update takes the mean gradient.',
    },
  },
} as const satisfies OptionSchema;

export type CommonOptions = OptionsOf<typeof commonOptions>;

/** Slots behind an optimizer's own. */
export const AVERAGE = 'average';
export const ACCUMULATOR = 'gradient_accumulator';

export function commonSlots({ use_ema, gradient_accumulation_steps }: CommonOptions): readonly string[] {
  return [...(use_ema ? [AVERAGE] : []), ...(gradient_accumulation_steps ? [ACCUMULATOR] : [])];
}

/** The first of the options that does not go with the others, and why; undefined where all do. */
export function commonMisfit(
  options: CommonOptions,
): { readonly option: string; readonly message: string; readonly hint: string } | undefined {
  const clips = (['clipnorm', 'clipvalue', 'global_clipnorm'] as const).filter(
    (name) => options[name] !== undefined,
  );
  if (clips.length > 1) {
    const message = `found ${clips.join(' and ')}, expected at most one of clipnorm, clipvalue and global_clipnorm`;
    return { option: clips[1]!, message, hint: `remove all but one of them` };
  }
  const needs = (['ema_momentum', 'ema_overwrite_frequency'] as const).find(
    (name) => options[name] !== undefined,
  );
  if (needs && !options.use_ema) {
    const message = `found ${needs} without use_ema: there is no moving average`;
    return { option: needs, message, hint: `add use_ema: true, or remove ${needs}` };
  }
  return undefined;
}
