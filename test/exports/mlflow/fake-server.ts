import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

export interface Reply {
  readonly status?: number;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: object | string;
  /** The connection ends without an answer. */
  readonly hangUp?: true;
  /** There is no answer at all. */
  readonly silent?: true;
}

export interface Request {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly authorization?: string;
  readonly body: string;
}

const running: Server[] = [];
afterAll(() => {
  for (const server of running) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server that answers as it is told, and keeps what it was asked. */
export async function fakeServer(answer: (request: Request, count: number) => Reply) {
  const requests: Request[] = [];
  const server = createServer(async (incoming, response) => {
    const request = await read(incoming);
    requests.push(request);
    const { status = 200, headers = {}, body = {}, hangUp, silent } = answer(request, requests.length);
    if (silent) return;
    if (hangUp) return void incoming.socket.destroy();
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  running.push(server);
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests };
}

async function read(incoming: IncomingMessage): Promise<Request> {
  let body = '';
  for await (const chunk of incoming) body += chunk;
  const { authorization } = incoming.headers;
  const path = incoming.url!.split('?')[0]!;
  return { method: incoming.method!, path, ...(authorization !== undefined && { authorization }), body };
}
