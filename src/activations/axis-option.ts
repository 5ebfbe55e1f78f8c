/** The option of activations that work along an axis. */
export const axisOption = {
  type: 'integer',
  default: -1,
  description: 'The axis; 0 is the batch, -1 the last.',
} as const;
