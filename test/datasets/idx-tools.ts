/** Made files of MNIST's format. */
export const FILES = {
  trainX: 'train-images-idx3-ubyte',
  trainY: 'train-labels-idx1-ubyte',
  testX: 't10k-images-idx3-ubyte',
  testY: 't10k-labels-idx1-ubyte',
} as const;

/** An idx file of bytes: magic number, sizes, elements (http://yann.lecun.com/exdb/mnist). */
export function idx(shape: readonly number[], data: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.writeUInt32BE(0x0800 + shape.length, 0);
  shape.forEach((size, axis) => {
    header.writeUInt32BE(size, 4 + 4 * axis);
  });
  return Buffer.concat([header, data]);
}

/** Four files that belong together, with images that differ from each other. */
export function mnistFiles(
  rows = { train: 5, test: 2 },
  rename = (name: string) => name,
  pack: (bytes: Buffer) => Uint8Array = (bytes) => bytes,
): { [name: string]: Uint8Array } {
  const images = (count: number) =>
    idx(
      [count, 28, 28],
      Uint8Array.from({ length: count * 784 }, (_, i) => i * 31 + (i >> 5)),
    );
  const labels = (count: number) =>
    idx(
      [count],
      Uint8Array.from({ length: count }, (_, i) => i % 10),
    );
  const files: [string, Buffer][] = [
    [FILES.trainX, images(rows.train)],
    [FILES.trainY, labels(rows.train)],
    [FILES.testX, images(rows.test)],
    [FILES.testY, labels(rows.test)],
  ];
  return Object.fromEntries(files.map(([name, bytes]) => [rename(name), pack(bytes)]));
}
