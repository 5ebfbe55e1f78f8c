/** Options that several distributions share, with what can be wrong between them. */

const number = { type: 'number' } as const;

export const min = { ...number, description: 'The least value.' } as const;
export const max = { ...number, description: 'The greatest value.' } as const;
export const q = { ...number, exclusiveMinimum: 0, description: 'Values are multiples of this.' } as const;
export const mu = { ...number, default: 0, description: 'The mean.' } as const;
export const sigma = {
  ...number,
  exclusiveMinimum: 0,
  default: 1,
  description: 'The standard deviation.',
} as const;

interface Bounds {
  readonly min: number;
  readonly max: number;
}

export function disorder({ min, max }: Bounds): string | undefined {
  return min > max ? `found min ${min} above max ${max}, expected min to be less` : undefined;
}

export function notPositive(options: Bounds): string | undefined {
  if (options.min > 0) return disorder(options);
  return `found min ${options.min}, expected a number above 0: values are spread evenly in the logarithm`;
}

/** Whether a multiple of q lies between the bounds. */
export function noMultiple({ min, max, q }: Bounds & { readonly q: number }): string | undefined {
  return Math.floor(max / q + 1e-9) < Math.ceil(min / q - 1e-9)
    ? `found no multiple of q ${q} between ${min} and ${max}`
    : undefined;
}
