import type { Problem } from '../errors.js';

/** What can be wrong with a file's bytes before they are YAML. `offset` counts UTF-16 units of `text`. */
export type Decoded = { readonly text: string } | { readonly problem: Omit<Problem, 'file'> };

/** Control characters that YAML does not allow in a file (YAML 1.2, 5.1). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;

const SAVE = 'save the file as UTF-8 text';

/** UTF-8 bytes, with or without a byte order mark, to text; says what they are if they are not that. */
export function decode(bytes: Uint8Array): Decoded {
  if (isUtf16(bytes)) return { problem: { message: 'found UTF-16, expected UTF-8', hint: SAVE } };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const binary = bytes.includes(0);
    const found = binary ? 'found binary data' : 'found bytes that are not UTF-8';
    return { problem: { message: `${found}, expected YAML text in UTF-8`, hint: binary ? undefined : SAVE } };
  }
  return refuseControls(text);
}

function refuseControls(text: string): Decoded {
  const at = text.search(FORBIDDEN);
  if (at < 0) return { text };
  const code = text.charCodeAt(at);
  const before = text.slice(0, at).split(/\r\n|\n|\r/);
  const source = text.split(/\r\n|\n|\r/)[before.length - 1];
  const point = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const message =
    code === 0
      ? 'found binary data (a NUL character), expected YAML text'
      : `found the control character ${point}, which YAML text cannot hold`;
  const hint = code === 0 ? undefined : 'remove it';
  return { problem: { message, line: before.length, column: before.at(-1)!.length + 1, source, hint } };
}

/** By its byte order mark, or by the zero bytes that every other ASCII letter has. */
function isUtf16(bytes: Uint8Array): boolean {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true;
  const start = bytes.subarray(0, 64);
  if (start.length < 4) return false;
  const zeros = [0, 1].map((half) => start.filter((byte, i) => i % 2 === half && byte === 0).length);
  const pairs = Math.floor(start.length / 2);
  return zeros.some((count, half) => count > pairs * 0.9 && zeros[1 - half] === 0);
}
