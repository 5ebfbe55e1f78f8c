import { EXIT, UserError } from '../../errors.js';
import { Transient } from '../../retry.js';

/** For one call. */
const TIMEOUT_MS = 30_000;
const PASSING = new Set([429, 500, 502, 503, 504]);
/** What becomes of a connection to somebody who is there. */
const BROKEN = /^(ECONNRESET|EPIPE|ETIMEDOUT|EAI_AGAIN|UND_ERR_SOCKET|UND_ERR_\w+_TIMEOUT)$/;

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below the server's address, as `/api/2.0/mlflow/runs/create`. */
  readonly path: string;
  readonly query?: { readonly [name: string]: string };
  /** JSON, or the content of a file. */
  readonly body?: object | string;
}

/** An answer of the server that is an error in MLflow's words, as RESOURCE_DOES_NOT_EXIST. */
export class Refused extends UserError {
  constructor(
    readonly code: string,
    message: string,
    hint: string,
  ) {
    super({ message, hint }, EXIT.io);
    this.name = 'Refused';
  }
}

/** The REST interface of a server, one attempt a call. */
export class Client {
  constructor(
    readonly server: string,
    private readonly authorization?: string,
    private readonly timeout = TIMEOUT_MS,
  ) {}

  /** @throws Transient for what may be gone a moment later; Refused; UserError (exit 4) for anything else. */
  async call({ method, path, query, body }: Call): Promise<unknown> {
    const url = new URL(this.server + path);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
    const isFile = typeof body === 'string';
    const type = isFile ? 'application/octet-stream' : 'application/json';
    let answer: Response;
    let text: string;
    try {
      answer = await fetch(url, {
        method,
        headers: { 'content-type': type, ...(this.authorization && { authorization: this.authorization }) },
        ...(body !== undefined && { body: isFile ? body : JSON.stringify(body) }),
        // A POST that is sent on becomes a GET, and who asks is not told to others.
        redirect: 'manual',
        signal: AbortSignal.timeout(this.timeout),
      });
      text = await answer.text();
    } catch (error) {
      throw this.unreachable(error as Error);
    }
    const found = answer.ok ? parsed(text) : undefined;
    if (found !== undefined) return found;
    throw this.refusal(answer, text);
  }

  private unreachable(error: Error): Error {
    const timedOut = error.name === 'TimeoutError';
    const cause = error.cause as NodeJS.ErrnoException | undefined;
    const why = timedOut
      ? `no answer in ${this.timeout / 1000} s`
      : (cause?.code ?? cause?.message ?? error.message);
    const message = `cannot reach an MLflow server at ${this.server}: ${why}`;
    const hint = 'start one with `mlflow server`, or look whether the address is right';
    const failed = new UserError({ message, hint }, EXIT.io, error);
    return timedOut || BROKEN.test(cause?.code ?? '') ? new Transient(failed) : failed;
  }

  private refusal(answer: Response, text: string): Error {
    const said = parsed(text);
    const code = typeof said?.error_code === 'string' ? said.error_code : '';
    const words = said ? String(said.message ?? '') : text.trim();
    const status = `${answer.status} ${answer.statusText}`.trim();
    const shown = words.startsWith('<') || words === '' ? '' : `: ${words.split('\n')[0]!.slice(0, 500)}`;
    const refused = new Refused(
      code,
      `the server at ${this.server} answered ${status}${code && ` ${code}`}${shown}`,
      hintFor(answer, Boolean(said)),
    );
    const after = Number(answer.headers.get('retry-after') ?? Number.NaN);
    return PASSING.has(answer.status)
      ? new Transient(refused, after >= 0 ? after * 1000 : undefined)
      : refused;
  }
}

function hintFor({ status, headers }: Response, isMlflow: boolean): string {
  if (status === 401 || status === 403)
    return 'set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN';
  if (status >= 300 && status < 400) return `it sends on to ${headers.get('location')}: use that address`;
  return isMlflow
    ? 'the log of the server may say more'
    : 'is that the address of an MLflow server? Open it in a browser';
}

/** An object in JSON; an empty answer is an empty one. */
function parsed(text: string): { readonly [key: string]: unknown } | undefined {
  if (text === '') return {};
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null ? (found as { [key: string]: unknown }) : undefined;
  } catch {
    return undefined;
  }
}
