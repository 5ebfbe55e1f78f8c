import { availableParallelism } from 'node:os';
import { expect, it } from 'vitest';
import { countCores, physicalCores } from '../../src/engines/threads.js';

/** /proc/cpuinfo of hyper-threaded x86: (socket, core) of every logical processor. */
const x86 = (pairs: readonly (readonly [number, number])[]) =>
  pairs
    .map(
      ([socket, core], i) => `processor\t: ${i}
vendor_id\t: GenuineIntel
model name\t: Intel(R) Xeon(R) CPU @ 2.20GHz
physical id\t: ${socket}
siblings\t: 4
core id\t\t: ${core}
cpu cores\t: 2
apicid\t\t: ${i}
flags\t\t: fpu vme sse avx2
`,
    )
    .join('\n');

const ARM = `processor\t: 0
BogoMIPS\t: 243.75
Features\t: fp asimd evtstrm
CPU implementer\t: 0x41

processor\t: 1
BogoMIPS\t: 243.75
Features\t: fp asimd evtstrm
CPU implementer\t: 0x41
`;

it.each([
  ['one core', x86([[0, 0]]), 1],
  [
    'two cores with two threads each',
    x86([
      [0, 0],
      [0, 1],
      [0, 0],
      [0, 1],
    ]),
    2,
  ],
  [
    'one core with two threads',
    x86([
      [0, 0],
      [0, 0],
    ]),
    1,
  ],
  [
    'two sockets with the same core ids',
    x86([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]),
    4,
  ],
  [
    'core ids with gaps',
    x86([
      [0, 0],
      [0, 4],
      [0, 8],
    ]),
    3,
  ],
  ['no core ids, as on ARM', ARM, 0],
  ['nothing', '', 0],
])('%s: %#', (_name, text, cores) => expect(countCores(text)).toBe(cores));

it('uses at least one core and no more than it may', () => {
  expect(physicalCores()).toBeGreaterThanOrEqual(1);
  expect(physicalCores()).toBeLessThanOrEqual(availableParallelism());
});
