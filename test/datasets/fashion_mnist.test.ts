import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { NDArray } from '../../src/arrays.js';
import { EXIT } from '../../src/errors.js';
import { FILES, idx, mnistFiles } from './idx-tools.js';
import { context, problemOf, scratch, source } from './support.js';

const DEBIAN = '/usr/share/datasets/fashion-mnist';
const isInstalled = existsSync(DEBIAN);
if (!isInstalled) console.warn(`the genuine Fashion-MNIST is not tested: there is no ${DEBIAN}`);

describe.skipIf(!isInstalled)('fashion_mnist, the genuine one', () => {
  /** MD5 of the unpacked file, whose header is left out of the array. */
  const digest = (header: string, { data }: NDArray) =>
    createHash('md5')
      .update(Buffer.from(header, 'hex'))
      .update(Uint8Array.from(data as ArrayLike<number>))
      .digest('hex');

  // Checksums from the table in the README of zalandoresearch/fashion-mnist. Debian's build takes name and time out
  // of the headers of the gzip files: with both put back, every byte is the authors'.
  it.each([
    [FILES.trainX, 1504176606, '8d4fb7e6c68d591d4c3dfef9ec88bf0d'],
    [FILES.trainY, 1504176606, '25c81989df183df01b3e8a0aad5dffbe'],
    [FILES.testX, 1504176627, 'bef4ecab320f06d8554ea6380940ec79'],
    [FILES.testY, 1504176627, 'bb300cfdad3c16e7a12a480ee83cd310'],
  ])('%s is as its authors have published it', (name, time, md5) => {
    const bytes = readFileSync(join(DEBIAN, `${name}.gz`));
    const header = Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]);
    header.writeUInt32LE(time, 4);
    const hash = createHash('md5').update(header).update(`${name}\0`).update(bytes.subarray(10));
    expect(hash.digest('hex')).toBe(md5);
  });

  // Checksums of what gunzip(1) makes of those files.
  it('is read whole', async () => {
    const { train, test, classes, classCount } = await source('fashion_mnist').read();
    expect(digest('000008030000ea600000001c0000001c', train.x)).toBe('f4a8712d7a061bf5bd6d2ca38dc4d50a');
    expect(digest('000008010000ea60', train.y)).toBe('9018921c3c673c538a1fc5bad174d6f9');
    expect(digest('00000803000027100000001c0000001c', test!.x)).toBe('8181f5470baa50b63fa0f6fddb340f0a');
    expect(digest('0000080100002710', test!.y)).toBe('15d484375f8d13e6eb1aabb0c3f46965');
    expect(classCount).toBe(10);
    expect(Array.from(train.y.data.slice(0, 3), (label) => classes![label])).toEqual([
      'Ankle boot',
      'T-shirt/top',
      'T-shirt/top',
    ]);
    const counts = new Array(10).fill(0);
    for (const label of train.y.data) counts[label]++;
    expect(counts).toEqual(new Array(10).fill(6000));
  });

  it('is described without being read', async () => {
    await source('fashion_mnist').describe();
    const begun = performance.now();
    expect(await source('fashion_mnist').describe()).toEqual({
      x: { shape: [28, 28], dtype: 'uint8' },
      y: { shape: [], dtype: 'int32' },
      rows: { train: 60_000, test: 10_000 },
      hasTest: true,
      classCount: 10,
    });
    // Unpacking the images alone takes 200 ms.
    expect(performance.now() - begun).toBeLessThan(100);
  });
});

describe('fashion_mnist: folder', () => {
  const files = scratch();
  let count = 0;
  /** A folder with these files, relative to the folder of the experiment. */
  function folder(contents: { [name: string]: Uint8Array }): string {
    const name = `folder-${count++}`;
    mkdirSync(join(files.folder, name));
    for (const [file, bytes] of Object.entries(contents)) files.put(bytes, join(name, file));
    return name;
  }
  const at = (given: string) => {
    const { part, options } = source('fashion_mnist', { folder: given });
    const here = { ...context, folder: files.folder };
    return { read: () => part.read(options, here), describe: () => part.describe(options, here) };
  };
  /** What both ways of looking at a folder with a fault say. */
  async function fault(contents: { [name: string]: Uint8Array }) {
    const one = at(folder(contents));
    const [read, described] = [await problemOf(one.read), await problemOf(one.describe)];
    expect(described.message).toBe(read.message);
    return read;
  }

  it('takes plain files, gzipped ones and both, whatever their names say', async () => {
    const plain = mnistFiles({ train: 7, test: 3 });
    const packed = mnistFiles({ train: 7, test: 3 }, (name) => `${name}.gz`, gzipSync);
    const half = { ...packed, [`${FILES.trainX}.gz`]: plain[FILES.trainX]! };
    const [a, b, c] = [folder(plain), folder(packed), folder(half)];
    const whole = await at(a).read();
    expect(whole.train.x.shape).toEqual([7, 28, 28]);
    expect(whole.test!.y.shape).toEqual([3]);
    expect(Buffer.from(whole.train.x.data as Uint8Array)).toEqual(plain[FILES.trainX]!.subarray(16));
    expect(await at(b).read()).toEqual(whole);
    expect(await at(c).read()).toEqual(whole);
    expect(await at(b).describe()).toEqual(await at(a).describe());
  });

  it('says which file is missing, and what to do', async () => {
    const { [FILES.testY]: _, ...rest } = mnistFiles();
    const lacking = await fault(rest);
    expect(lacking.exitCode).toBe(EXIT.usage);
    expect(lacking.problems[0]!.key).toBe('data.dataset.fashion_mnist.folder');
    expect(lacking.message).toContain(`has neither ${FILES.testY} nor ${FILES.testY}.gz`);
    const nowhere = await problemOf(at('nowhere').describe);
    expect(nowhere.message).toContain('there is no folder');
    expect(nowhere.message).toContain('relative paths start at the folder of the experiment file');
  });

  it('refuses files that do not belong together', async () => {
    const mixed = await fault({ ...mnistFiles(), [FILES.trainY]: idx([6], new Uint8Array(6)) });
    expect(mixed.message).toContain('has 6 labels, expected 5, one for each image of');
    const small = await fault({ ...mnistFiles(), [FILES.testX]: idx([2, 8, 8], new Uint8Array(128)) });
    expect(small.message).toContain('has images of 8x8, expected 28x28');
    const none = await fault({ ...mnistFiles(), [FILES.testX]: idx([0, 28, 28], new Uint8Array(0)) });
    expect(none.message).toContain('has no images');
  });

  it('refuses a class that is not one of the ten', async () => {
    const stray = folder({ ...mnistFiles(), [FILES.trainY]: idx([5], Uint8Array.of(0, 9, 10, 1, 1)) });
    const error = await problemOf(at(stray).read);
    expect(error.message).toContain('has 10 at index [2], expected a class from 0 to 9');
  });
});

describe.skipIf(isInstalled)('fashion_mnist without its package', () => {
  it('says what to install, and what else would do', async () => {
    const error = await problemOf(() => source('fashion_mnist').describe());
    expect(error.exitCode).toBe(EXIT.io);
    expect(error.message).toContain('apt-get install dataset-fashion-mnist');
    expect(error.message).toContain('fashion_mnist: {folder: PATH}');
  });
});
