import { BYTES, type DType, type NDArray, type Spec, sizeOf, type TypedArray } from '../../arrays.js';
import type { ImageShape } from '../../augmentations/augmentation.js';
import { type AugmentationStep, imageShapes } from '../../augmentations/chain.js';
import type { ImageKernels, Pixels } from '../../augmentations/kernels.js';
import { UserError } from '../../errors.js';
import { type Key, keyOf, threefry } from '../../random.js';
import { instantiate, MAX_BYTES } from '../../wasm.js';

/** Numbers of the element types in assembly/images.ts. */
const KINDS: Readonly<Record<DType, number>> = { uint8: 0, bool: 0, int32: 1, float32: 2 };

/** Makes batches of augmented images out of raw rows, in a WebAssembly memory of its own. */
export class Augmenter {
  /** Augmented images one behind the other, room for `batch`. */
  readonly batch: Float32Array;
  private readonly shapes: readonly ImageShape[];
  private readonly kernels: ImageKernels;
  /** One raw row, packed. */
  private readonly staging: TypedArray;
  /** Where the input of step i lies. */
  private readonly places: readonly Pixels[];
  private readonly rowBytes: number;
  private keys: readonly Key[] = [];

  constructor(
    private readonly steps: readonly AugmentationStep[],
    input: Spec,
    batch: number,
    private readonly seed: number,
  ) {
    this.shapes = imageShapes(steps, input);
    const rowSize = sizeOf(this.shapes.at(-1)!);
    this.rowBytes = 4 * rowSize;
    // Steps alternate between two images; behind each is room for a vector that begins at its last element.
    const framed = this.shapes.map(([height, width]) => (height + 3) * pitchOf(this.shapes[0]!, width));
    const room = 64 * Math.ceil((Math.max(...framed) + 16) / 64);
    const raw = 64 * Math.ceil((BYTES[input.dtype] * sizeOf(input.shape) + 16) / 64);
    const bytes = 2 * room + raw + batch * this.rowBytes + 16;
    checkRoom(bytes, batch);
    const { memory, exports } = instantiate<ImageKernels>(bytes);
    this.kernels = exports;
    this.places = steps.map((_, i) => {
      const [, width, channels] = this.shapes[i]!;
      const pitch = pitchOf(this.shapes[i]!, width);
      return { address: (i % 2) * room + pitch + 4 * channels, pitch };
    });
    this.staging = viewOf(input.dtype, memory, 2 * room, sizeOf(input.shape));
    this.batch = new Float32Array(memory, 2 * room + raw, batch * rowSize);
  }

  /** Chooses the epoch that is prepared from now on. */
  begin(epoch: number): void {
    this.keys = this.steps.map((_, i) => keyOf(this.seed, 'augment', i, epoch));
  }

  /** Puts the rows order[start .. start + count] of `x`, augmented, into the beginning of `batch`. */
  fill(x: NDArray, order: Int32Array, start: number, count: number): void {
    const width = this.staging.length;
    for (let i = 0; i < count; i++) {
      const row = order[start + i]!;
      this.staging.set(x.data.subarray(row * width, (row + 1) * width));
      this.change(row, this.batch.byteOffset + i * this.rowBytes, KINDS[x.dtype]);
    }
  }

  /** Takes the staged row through all steps. */
  private change(row: number, target: number, kind: number): void {
    const { shapes, steps, places, kernels } = this;
    const [height, width, channels] = shapes[0]!;
    const first = places[0]!;
    kernels.spread(this.staging.byteOffset, kind, first.address, first.pitch, height, width * channels);
    for (let i = 0; i < steps.length; i++) {
      const { part, options } = steps[i]!;
      const [, outWidth, outChannels] = shapes[i + 1]!;
      const to = places[i + 1] ?? { address: target, pitch: 4 * outWidth * outChannels };
      const drawn = part.draw(options as never, shapes[i]!, uniforms(this.keys[i]!, row));
      part.apply(options as never, shapes[i]!, drawn, places[i]!, to, kernels);
    }
  }
}

function checkRoom(bytes: number, batch: number): void {
  if (bytes <= MAX_BYTES) return;
  const gib = (bytes / 2 ** 30).toFixed(1);
  throw new UserError({
    key: 'training.batch_size',
    message: `${batch} augmented images need ${gib} GiB in one memory; at most 4 GiB are possible`,
    hint: 'use smaller batches',
  });
}

/** Bytes from row to row of an image with its frame. */
function pitchOf([, , channels]: ImageShape, width: number): number {
  return 4 * channels * (width + 3);
}

/** What `new Stream(seed, 'augment', step, epoch, row)` gives, without folding all but the row anew. */
function uniforms(key: Key, row: number): () => number {
  const words = new Uint32Array(2);
  threefry(key, row >>> 0, Math.floor(row / 2 ** 32) >>> 0, words);
  const own: Key = [words[0]!, words[1]!];
  let next = 0;
  return () => {
    if (next % 2 === 0) threefry(own, next >>> 1, 0, words);
    return (words[next++ % 2]! >>> 8) * 2 ** -24;
  };
}

function viewOf(dtype: DType, memory: ArrayBuffer, address: number, length: number): TypedArray {
  if (dtype === 'float32') return new Float32Array(memory, address, length);
  return dtype === 'int32'
    ? new Int32Array(memory, address, length)
    : new Uint8Array(memory, address, length);
}
