import { validate } from '../../generated/validate-sweep.js';
import { spaceOf } from '../file/space-of.js';
import type { SweepRecord } from '../record/record.js';
import type { Space } from '../space.js';

/** What a sweep searched, as its record has it; undefined where this version of dlx cannot read that. */
export function spaceOfRecord(record: SweepRecord): Space | undefined {
  const { parameters, zip = [], constraints = [] } = record;
  const file = { experiment: 'x', method: 'random', metric: { name: 'x' }, parameters, zip, constraints };
  return validate(file) ? spaceOf({ parameters, zip, constraints }).space : undefined;
}
