import { createRequire } from 'node:module';
import type { InferenceSession, Tensor } from 'onnxruntime-common';

/** A loaded model that computes before it returns. */
export interface SyncSession {
  run(feeds: Readonly<Record<string, Tensor>>, outputs: readonly string[]): Record<string, Tensor>;
  dispose(): void;
}

interface NativeSession {
  loadModel(
    buffer: ArrayBufferLike,
    offset: number,
    length: number,
    options: InferenceSession.SessionOptions,
  ): void;
  run(feeds: object, fetches: object, options: object): Record<string, Tensor>;
  dispose(): void;
}

interface Binding {
  readonly initOrt: () => void;
  readonly binding: { readonly InferenceSession: new () => NativeSession };
}

/**
 * onnxruntime-node's interface is asynchronous; the binary beneath it is not: the package wraps its calls in
 * `setImmediate`. tfjs's `dataSync`, and with it most programs that are written in tfjs, need an answer at
 * once, so this file, and only this one, calls the binary as the package's own `dist/backend.js` does.
 *
 * @throws where onnxruntime-node has no binary for this machine: onnxruntime-web cannot answer at once.
 */
export function loadSyncSessions(): (
  bytes: Uint8Array,
  options: InferenceSession.SessionOptions,
) => SyncSession {
  const require = createRequire(import.meta.url);
  const { initOrt, binding } = require('onnxruntime-node/dist/binding.js') as Binding;
  initOrt();
  return (bytes, options) => {
    const session = new binding.InferenceSession();
    session.loadModel(bytes.buffer, bytes.byteOffset, bytes.byteLength, options);
    return {
      run: (feeds, outputs) =>
        session.run(feeds, Object.fromEntries(outputs.map((name) => [name, null])), {}),
      dispose: () => session.dispose(),
    };
  };
}
