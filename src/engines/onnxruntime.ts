import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { EXIT, UserError } from '../errors.js';

/** The part of onnxruntime's interface that its native and its WebAssembly package share. */
export interface Onnxruntime {
  readonly InferenceSession: typeof InferenceSession;
  readonly Tensor: typeof Tensor;
  readonly env: {
    readonly versions: { readonly [name: string]: string | undefined };
    wasm?: { numThreads?: number };
  };
}

export interface LoadedRuntime {
  readonly ort: Onnxruntime;
  readonly native: boolean;
  readonly version: string;
}

const PACKAGES = { native: 'onnxruntime-node', web: 'onnxruntime-web' } as const;
type Kind = keyof typeof PACKAGES;

/**
 * onnxruntime-node where it is installed and has a binary for this machine, else onnxruntime-web
 * (WebAssembly). DLX_ONNXRUNTIME=native|web asks for one of them.
 *
 * @throws UserError (exit 2) for another wish, (exit 4) where none can be loaded.
 */
export async function loadOnnxruntime(wish = process.env.DLX_ONNXRUNTIME): Promise<LoadedRuntime> {
  const failures: string[] = [];
  for (const kind of kindsFor(wish)) {
    try {
      return await load(kind);
    } catch (error) {
      failures.push(`${PACKAGES[kind]} (${reasonOf(error as Error)})`);
    }
  }
  const message = `engine onnx cannot be loaded: ${failures.join(', ')}`;
  const hint = wish
    ? 'unset DLX_ONNXRUNTIME to use what is there; `npm install --ignore-scripts` installs both'
    : 'install dlx again, or use the engine cpu';
  throw new UserError({ message, hint }, EXIT.io);
}

function kindsFor(wish: string | undefined): readonly Kind[] {
  if (!wish) return ['native', 'web'];
  if (Object.hasOwn(PACKAGES, wish)) return [wish as Kind];
  const message = `found DLX_ONNXRUNTIME=${JSON.stringify(wish)}, expected native or web`;
  throw new UserError({ message, hint: 'unset it to use the native runtime where there is one' });
}

async function load(kind: Kind): Promise<LoadedRuntime> {
  const name: string = PACKAGES[kind];
  // Its binary would otherwise keep a device id and a growing database in the user's cache, for Microsoft to fetch.
  process.env.ORT_DISABLE_TELEMETRY ??= '1';
  const module = (await import(name)) as { default?: Onnxruntime } & Onnxruntime;
  const ort = module.InferenceSession ? module : (module.default as Onnxruntime);
  const { versions } = ort.env;
  const version = versions[kind === 'native' ? 'node' : 'web'] ?? versions.common ?? '';
  return { ort, native: kind === 'native', version: `${name} ${version}` };
}

/** Why a package does not load, without the path of the file that wanted it. */
function reasonOf(error: Error): string {
  if (/^Cannot find package/.test(error.message)) return 'not installed';
  return error.message.split('\n')[0]!;
}
