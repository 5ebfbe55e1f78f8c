import { beforeAll, describe, expect, test } from 'vitest';
import { bundleFuzzer, fuzz } from './campaign.js';
import { targets } from './targets/index.js';

/** Of all kinds together; `npm run test:fuzz` opens 100,000. */
const INPUTS = Number(process.env.DLX_FUZZ ?? 600);
/** Another seed tries other files. */
const SEED = Number(process.env.DLX_FUZZ_SEED ?? 1);

let program: string;
beforeAll(async () => {
  program = await bundleFuzzer();
});

describe('whatever a file holds, opening it gives a value or says what is wrong with the file', () => {
  test.each(targets.map((target) => [target.name, target] as const))(
    '%s',
    async (_name, target) => {
      const each = Math.ceil(INPUTS / targets.length);
      const { inputs, findings, said } = await fuzz(program, target, each, SEED);
      expect(findings, findings.join('\n')).toEqual([]);
      expect(inputs).toBe(each);
      if (INPUTS > 10_000) console.log(`${target.name}: ${inputs} inputs ${JSON.stringify(said)}`);
    },
    3_600_000,
  );
});
