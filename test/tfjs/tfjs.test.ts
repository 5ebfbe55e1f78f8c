import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
// @ts-expect-error: plain JavaScript
import { cell } from './page.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const page = path.join(here, '../../docs/tfjs-tests.md');

interface Found {
  readonly line: string;
  readonly passed: number;
  readonly ran: number;
  readonly failed: readonly { readonly file: string; readonly title: string }[];
}

const ROOM = 5;

/** `npm run test:tfjs` takes all of them, the suite a part. */
const LONG = Boolean(process.env.DLX_LONG);
/** Files of tfjs-core: gradients, and operations of each kind. */
const PART = '^(gradients|ops/(mat_mul|conv2d|max_pool|sum|softmax|gather_nd|topk|concat|where))$';

// In a process of its own: the tests set tfjs's flags and backends as they like.
it("passes as many of tfjs-core's own tests as docs/tfjs-tests.md says", { timeout: 900_000 }, async () => {
  const run = promisify(execFile)(
    process.execPath,
    [path.join(here, 'run.mjs'), '--json', ...(LONG ? [] : [PART])],
    {
      maxBuffer: 2 ** 26,
    },
  );
  const { line, passed, ran, failed } = JSON.parse((await run).stdout) as Found;
  process.stdout.write(`${line}\n`);
  const text = await readFile(page, 'utf8');
  const written = /^tfjs-core's own tests: (\d+) of (\d+) pass/m.exec(text)!;
  // Other processors round in other places: a handful of tests compare without much room.
  const unknown = failed.filter(({ title }) => !text.includes(cell(title)));
  expect(
    unknown.length,
    unknown.map(({ file, title }) => `${file}: ${title}`).join('\n'),
  ).toBeLessThanOrEqual(ROOM);
  if (!LONG) return expect(passed).toBeGreaterThan(200);
  expect(ran).toBe(Number(written[2]));
  expect(passed).toBeGreaterThanOrEqual(Number(written[1]) - ROOM);
});
