/**
 * A process that lists the runs of a folder (its argument) over and over until its input ends: a run that it has seen
 * once is there ever after, and none is damaged. Prints how often it has listed them.
 */
import { catalog } from '../../src/runs/catalog/catalog.js';
import { facts } from '../../src/runs/catalog/facts-file.js';

const runsDir = process.argv[2]!;
let seen = new Set<string>();
let times = 0;
let open = true;
process.stdin.on('end', () => {
  open = false;
});
process.stdin.resume();
while (open) {
  const { entries, warnings } = catalog(runsDir);
  const ids = new Set(entries.map(({ id }) => id));
  const lost = [...seen].filter((id) => !ids.has(id));
  if (warnings.length + lost.length > 0) throw new Error(`lost ${lost.join()}, ${warnings.join('; ')}`);
  if (times % 5 === 0) facts(runsDir);
  seen = ids;
  times++;
  await new Promise((resolve) => setTimeout(resolve, 20));
}
process.stdout.write(String(times));
