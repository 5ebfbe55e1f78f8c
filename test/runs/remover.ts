/** A process that removes the runs of a folder (its argument) one after the other, until it is killed; says when it has begun. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { removeRun } from '../../src/runs/remove.js';

const runsDir = process.argv[2]!;
process.stdout.write('begun\n');
for (const name of readdirSync(runsDir).filter((one) => !one.startsWith('.'))) removeRun(join(runsDir, name));
// Where it was quick, the kill finds it waiting.
setInterval(() => {}, 1000);
