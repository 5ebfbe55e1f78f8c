import { initialAccumulator } from './adagrad.js';
import { learningRate } from './learning-rate.js';
import { defineOptimizer } from './optimizer.js';

const strength = (description: string) => ({ type: 'number', minimum: 0, default: 0, description }) as const;

/**
 * keras.optimizers.Ftrl (McMahan and others, 2013); the kernel is assembly/ftrl.ts. A learning rate of zero, which
 * Keras divides by, changes nothing; nor do weights become NaN that have never had a gradient, where
 * initial_accumulator_value is 0.
 */
export const ftrl = defineOptimizer({
  name: 'ftrl',
  summary: 'Follow the regularized leader: for sparse models, whose weights it makes zero where it can.',
  options: {
    type: 'object',
    properties: {
      learning_rate: learningRate(0.001),
      learning_rate_power: {
        type: 'number',
        maximum: 0,
        default: -0.5,
        description: 'How steps get smaller with the sums of squared gradients; 0: not at all.',
      },
      initial_accumulator_value: initialAccumulator,
      l1_regularization_strength: strength('Weight of the absolute penalty.'),
      l2_regularization_strength: strength('Weight of the squared penalty.'),
      l2_shrinkage_regularization_strength: strength('Weight of a squared penalty on the gradient alone.'),
      beta: strength('Added to the squared penalty, over twice the learning rate.'),
    },
  },
  slots: () => ['accumulator', 'linear'],
  initial: ({ initial_accumulator_value: accumulator }) => ({ accumulator }),
  update(options, { size, parameters, gradient, slots, kernels }, _step, learningRate) {
    if (learningRate === 0) return;
    const [accumulator, linear] = slots;
    kernels.ftrl(
      size,
      parameters.address,
      gradient.address,
      accumulator!.address,
      linear!.address,
      learningRate,
      -options.learning_rate_power,
      options.l1_regularization_strength,
      2 * (options.l2_regularization_strength + options.beta / (2 * learningRate)),
      2 * options.l2_shrinkage_regularization_strength,
    );
  },
});
