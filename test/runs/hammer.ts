/** A process that replaces a file (its argument) over and over until it is killed; says when it has begun. */
import { writeAtomic } from '../../src/disk/atomic.js';

const path = process.argv[2]!;
for (let n = 0; ; n++) {
  // large, so that most kills hit a write
  writeAtomic(path, `${n}\n${'x'.repeat(3_000_000)}\n${n}\n`);
  if (n === 0) process.stdout.write('begun\n');
}
