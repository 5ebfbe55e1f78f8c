/**
 * Counts the bytes that typed arrays and buffers ask for. Has to be loaded before what is watched.
 *
 * The count is of what is asked for, not of what the system gives: memory that is never touched costs nothing here
 * and kills elsewhere.
 */
export class TooMuch extends Error {}

let asked = 0;
let most = Number.POSITIVE_INFINITY;

/** Begins a count; from `limit` on, asking throws. */
export function watchAllocations(limit: number): void {
  asked = 0;
  most = limit;
}

export function endWatch(): number {
  most = Number.POSITIVE_INFINITY;
  return asked;
}

function ask(bytes: number): void {
  asked += bytes;
  if (asked <= most) return;
  const message = `asked for ${asked} bytes, where ${most} are enough`;
  most = Number.POSITIVE_INFINITY;
  throw new TooMuch(message);
}

const arrays = [
  'BigInt64Array',
  'BigUint64Array',
  'Float32Array',
  'Float64Array',
  'Int16Array',
  'Int32Array',
  'Int8Array',
  'Uint16Array',
  'Uint32Array',
  'Uint8Array',
] as const;

for (const name of arrays) {
  const original = globalThis[name] as unknown as new (...args: never[]) => { byteLength: number };
  const width = (original as unknown as { BYTES_PER_ELEMENT: number }).BYTES_PER_ELEMENT;
  const watched = new Proxy(original, {
    construct(target, args, newTarget) {
      const [first] = args as unknown[];
      if (typeof first === 'number') ask(first * width);
      else if (Array.isArray(first) || ArrayBuffer.isView(first)) {
        ask((first as unknown as { length: number }).length * width);
      }
      return Reflect.construct(target, args, newTarget) as object;
    },
  });
  Object.defineProperty(globalThis, name, { value: watched, configurable: true, writable: true });
}

for (const name of ['alloc', 'allocUnsafe', 'allocUnsafeSlow'] as const) {
  const original = Buffer[name].bind(Buffer) as (size: number, ...rest: unknown[]) => Buffer;
  Buffer[name] = ((size: number, ...rest: unknown[]) => {
    ask(size);
    return original(size, ...rest);
  }) as never;
}
