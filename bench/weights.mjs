import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The weights in the newest checkpoint of a run's folder, by name: float32. */
export function weightsOf(run) {
  const folder = path.join(run, 'checkpoints');
  const newest = readdirSync(folder)
    .filter((name) => name.startsWith('step-'))
    .sort()
    .at(-1);
  const bytes = readFileSync(path.join(folder, newest));
  const start = 8 + Number(bytes.readBigUInt64LE());
  const { __metadata__: _text, ...arrays } = JSON.parse(bytes.toString('utf8', 8, start));
  // Names with a colon are not the model's, but the optimizer's and the epoch's.
  const own = Object.entries(arrays).filter(([name]) => !name.includes(':'));
  return new Map(
    own.map(
      ([
        name,
        {
          data_offsets: [from, to],
        },
      ]) => {
        const { buffer } = new Uint8Array(bytes.subarray(start + from, start + to));
        return [name, new Float32Array(buffer)];
      },
    ),
  );
}

/** Whether two sets of weights are the same to the last bit. */
export function same(a, b) {
  const bytes = ({ buffer }) => Buffer.from(buffer);
  return [...a].every(([name, one]) => bytes(one).equals(bytes(b.get(name))));
}

/** The distance of two sets of weights relative to the size of the first. */
export function apart(a, b) {
  let [difference, size] = [0, 0];
  for (const [name, one] of a) {
    const other = b.get(name);
    for (let i = 0; i < one.length; i++) {
      difference += (one[i] - other[i]) ** 2;
      size += one[i] ** 2;
    }
  }
  return Math.sqrt(difference / size);
}
