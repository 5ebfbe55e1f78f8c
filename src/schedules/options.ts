/** Options that several schedules have. */
export const initialRate = { type: 'number', minimum: 0, description: 'At the first step.' } as const;

export const decayRate = (description: string) => ({ type: 'number', minimum: 0, description }) as const;

export const steps = (description: string) => ({ type: 'integer', minimum: 1, description }) as const;

export const staircase = {
  type: 'boolean',
  default: false,
  description: 'Whether it falls in steps, each of decay_steps, rather than a little with every update.',
} as const;

export const alpha = (description: string) =>
  ({ type: 'number', minimum: 0, default: 0, description }) as const;
