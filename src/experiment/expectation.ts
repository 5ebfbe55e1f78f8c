import type { JsonSchema } from './jsonschema.js';
import { asMap } from './jsonschema.js';
import type { Finding } from './path.js';

const tolerance: JsonSchema = {
  description:
    'How much worse than its baseline `dlx check` lets the value be (default: 3 deviations of the baseline, ' +
    'more where it has few seeds).',
  anyOf: [
    { type: 'number', minimum: 0, description: 'In units of the metric.' },
    {
      type: 'object',
      properties: {
        absolute: { type: 'number', minimum: 0, description: 'In units of the metric.' },
        relative: { type: 'number', minimum: 0, description: "As a fraction of the baseline's mean." },
        deviations: {
          type: 'number',
          minimum: 0,
          description: "In standard deviations over the baseline's seeds.",
        },
      },
      minProperties: 1,
      additionalProperties: false,
    },
  ],
};

/** What stands under a metric of `expect`. */
export const expectation: JsonSchema = {
  type: 'object',
  description: 'The range that the final value must lie in, and how far it may fall behind its baseline.',
  properties: {
    min: { type: 'number', description: 'Smallest good value.' },
    max: { type: 'number', description: 'Largest good value.' },
    tolerance,
  },
  minProperties: 1,
  additionalProperties: false,
};

/** What the schema cannot say about one of them. `value`: valid or not. */
export function expectationRules(metric: string, value: unknown): readonly Finding[] {
  const { min, max, tolerance } = asMap(value) ?? {};
  const path = ['expect', metric];
  const findings: Finding[] = [];
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    const message = `found min ${min} above max ${max}, which nothing can meet`;
    findings.push({ path: [...path, 'min'], message, hint: 'swap them' });
  }
  const kinds = Object.keys(asMap(tolerance) ?? {});
  if (kinds.length > 1) {
    const message = `found ${kinds.join(' and ')}, expected one of them`;
    findings.push({
      path: [...path, 'tolerance'],
      at: 'key',
      message,
      hint: 'a metric has one tolerance: keep the one that matters',
    });
  }
  return findings;
}
