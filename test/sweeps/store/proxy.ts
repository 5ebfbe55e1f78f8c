import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a proxy does with a request: hands it on, answers 500 or 503, cuts before or after the server has done its part. */
export type Fault = 'none' | '500' | '503' | 'cut before' | 'cut after' | 'half';

export interface FaultyProxy {
  readonly endpoint: string;
  /** Faults of the requests to come; then there are none. */
  readonly faults: Fault[];
  /** Lines such as `PUT /sweeps/a` that reached the server. */
  readonly seen: string[];
  stop(): Promise<void>;
}

/** A tiny proxy in front of a server, for what networks do. It keeps the header Host, which is signed. */
export async function startProxy(endpoint: string): Promise<FaultyProxy> {
  const faults: Fault[] = [];
  const seen: string[] = [];
  const server = createServer(async (from, to) => {
    const fault = faults.shift() ?? 'none';
    const body: Buffer[] = [];
    for await (const piece of from) body.push(piece as Buffer);
    if (fault === 'cut before') from.socket.destroy();
    else if (fault === '500' || fault === '503')
      to.writeHead(Number(fault)).end('<Error><Code>SlowDown</Code></Error>');
    else await handOn(endpoint, from, Buffer.concat(body), to, fault, seen);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    server.closeAllConnections();
    server.close();
  };
  return { endpoint: `http://127.0.0.1:${port}`, faults, seen, stop };
}

async function handOn(
  endpoint: string,
  from: IncomingMessage,
  body: Buffer,
  to: ServerResponse,
  fault: Fault,
  seen: string[],
): Promise<void> {
  const { host, port } = new URL(endpoint);
  const [hostname] = host.split(':');
  const asked = request({ hostname, port, method: from.method, path: from.url, headers: from.headers });
  asked.end(body);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  seen.push(`${from.method} ${from.url}`);
  const pieces: Buffer[] = [];
  for await (const piece of answer) pieces.push(piece as Buffer);
  const content = Buffer.concat(pieces);
  if (fault === 'cut after') return void from.socket.destroy();
  const { 'transfer-encoding': _chunked, ...headers } = answer.headers;
  to.writeHead(answer.statusCode!, { ...headers, 'content-length': content.length });
  if (fault !== 'half') return void to.end(content);
  to.write(content.subarray(0, content.length >> 1));
  setTimeout(() => from.socket.destroy(), 20);
}
