// @ts-expect-error: plain JavaScript
import { ensure } from '../../scripts/python-env.mjs';

// On a closed network pip should give up at once.
process.env.PIP_RETRIES ??= '0';
// Python compiles what it loads and keeps that, whatever it is told otherwise: nothing is compiled beforehand.
delete process.env.PYTHONDONTWRITEBYTECODE;
/**
 * Python with other programs that read and write what dlx does; undefined where it cannot be made. A file that loads
 * this stands in `PEERS` of order.ts: on a fresh clone it waits for what scripts/test.mjs has begun to make.
 */
export const python: string | undefined = ensure('peers');
