import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { python } from '../../support/peers.js';

export { python };

export interface S3Server {
  readonly endpoint: string;
  readonly id: string;
  readonly secret: string;
  stop(): Promise<void>;
}

/** moto's server, with the bucket `sweeps` and one user. */
export async function startS3(): Promise<S3Server> {
  const script = join(dirname(fileURLToPath(import.meta.url)), 'server.py');
  const server = spawn(python!, [script], { stdio: ['pipe', 'pipe', 'ignore'] });
  const [line] = (await once(createInterface({ input: server.stdout! }), 'line')) as [string];
  const stop = async () => {
    server.kill();
    await once(server, 'exit');
  };
  return { ...JSON.parse(line), stop };
}
