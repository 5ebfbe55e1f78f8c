import { appendFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Extent } from './cases/case.js';
import { cases } from './cases/index.js';
import { makeProgram, type Program } from './program.js';

/** `DLX_FAULTS=all`: everything, as `npm run test:faults`; else a part. */
const extent: Extent = process.env.DLX_FAULTS === 'all' ? 'all' : 'part';
const TIMEOUT = extent === 'all' ? 7_200_000 : 300_000;

describe.each(['dlx', 'naive'] as const)('%s', (name) => {
  let program: Program;
  beforeAll(async () => {
    program = await makeProgram(name);
  });

  for (const { name: title, whyNot, naive, run } of cases) {
    if (name === 'naive' && naive !== 'part' && !(naive === 'all' && extent === 'all')) continue;
    const reason = whyNot?.();
    if (reason !== undefined) process.stderr.write(`faults: NOT TRIED: ${title} (${reason})\n`);
    test.skipIf(reason !== undefined)(
      title,
      async () => {
        const { tried, lost, missed } = await run(program, extent);
        const line = JSON.stringify({ program: name, case: title, tried, lost, missed });
        if (process.env.DLX_FAULTS_FILE) appendFileSync(process.env.DLX_FAULTS_FILE, `${line}\n`);
        expect(tried).toBeGreaterThan(0);
        expect(missed.length, missed.join()).toBeLessThanOrEqual(tried / 8);
        if (name === 'dlx') expect(lost).toEqual([]);
        else expect(lost).not.toEqual([]);
      },
      TIMEOUT,
    );
  }
});
