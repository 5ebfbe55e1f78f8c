import { EXIT, UserError } from '../../errors.js';
import { Transient } from '../../retry.js';

const PASSING = new Set([408, 409, 429, 500, 502, 503, 504]);
/** What becomes of a connection to somebody who is there. */
const BROKEN = /^(ECONNRESET|EPIPE|ETIMEDOUT|EAI_AGAIN|UND_ERR_\w+|ERR_STREAM_PREMATURE_CLOSE)$/;

/** Status of an answer that is an error; undefined where there was none. */
export function codeOf(error: unknown): number | undefined {
  const { status } = error as { status?: unknown };
  return typeof status === 'number' ? status : undefined;
}

/** An error of a client of S3, as a message for the user (exit 4), Transient where it may be gone a moment later. */
export function failureOf(error: unknown, doing: string, place: string): Error {
  const status = codeOf(error);
  const code = status === undefined ? networkCode(error) : serviceCode(error);
  const why = status === undefined ? code : `it answered ${status}${code && ` ${code}`}`;
  const hint = hintFor(status, code);
  const message = `cannot ${doing} the store ${place}: ${why}`;
  const failure = new UserError({ message, ...(hint && { hint }) }, EXIT.io, error);
  const passes = status === undefined ? BROKEN.test(code) : PASSING.has(status);
  return passes ? new Transient(failure) : failure;
}

/** As NoSuchBucket. The body of an answer is not shown: it repeats the key of who asks. */
function serviceCode(error: unknown): string {
  const { serviceCode: code, body = '' } = error as { serviceCode?: string; body?: string };
  const told = /<Code>(\w+)<\/Code>/.exec(body)?.[1] ?? code;
  return told === undefined || told === 'Unknown' ? '' : told;
}

function networkCode(error: unknown): string {
  const { name, message, code, cause } = error as NodeJS.ErrnoException & { cause?: NodeJS.ErrnoException };
  if (name === 'TimeoutError') return 'ETIMEDOUT';
  const deeper = (cause?.cause as NodeJS.ErrnoException | undefined)?.code;
  return code ?? cause?.code ?? deeper ?? cause?.message ?? message;
}

function hintFor(status: number | undefined, code: string): string | undefined {
  if (status === 401 || status === 403) {
    return 'look at AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, the region, and what these keys may do';
  }
  if (code === 'NoSuchBucket' || status === 404) return 'make the bucket first';
  if (status === 301 || status === 307 || status === 400)
    return 'look whether the region is right: ?region=...';
  return status === undefined
    ? 'look whether the endpoint is right, and whether it is reached from here'
    : undefined;
}
