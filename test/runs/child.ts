/**
 * A process that writes records until it is killed, or `runs` of them.
 * Arguments: the runs folder, the number of runs (0: without end), epochs of each, size of the files in bytes:
 * large ones are more often hit in mid-write.
 */
import { createRecord } from '../../src/runs/index.js';
import { experimentOf, rowOf, startOf } from './made.js';

const [runsDir, runs, epochs, size] = process.argv.slice(2) as [string, string, string, string];
const filler = 'x'.repeat(Number(size));
const experiment = experimentOf('killed', { description: filler });
const text = `name: killed\n# ${filler}\n`;
for (let run = 0; run < Number(runs) || Number(runs) === 0; run++) {
  const writer = await createRecord(runsDir, startOf('killed', { experiment, text }));
  if (run === 0) process.stdout.write('begun\n');
  for (let epoch = 1; epoch <= Number(epochs); epoch++) writer.epoch(rowOf(epoch));
  await writer.finish({ status: 'completed' });
}
