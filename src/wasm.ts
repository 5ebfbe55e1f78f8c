import { wasm } from './generated/kernels.js';

const PAGE = 65_536;

/** The most that one memory can have. */
export const MAX_BYTES = 65_535 * PAGE;

let module: WebAssembly.Module | undefined;

/**
 * The kernels of assembly/ over a zeroed memory of their own. It is never grown, so views of it stay valid
 * and onnxruntime can read and write them without a copy.
 */
export function instantiate<Kernels>(bytes: number): { memory: ArrayBuffer; exports: Kernels } {
  module ??= new WebAssembly.Module(Buffer.from(wasm, 'base64'));
  const pages = Math.max(1, Math.ceil(bytes / PAGE));
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const { exports } = new WebAssembly.Instance(module, { env: { memory, pow: Math.pow } });
  return { memory: memory.buffer, exports: exports as unknown as Kernels };
}
