import { hostname } from 'node:os';
import * as fc from 'fast-check';
import { lockFolder } from '../../../src/disk/lock.js';
import { plain, type Target, text } from './target.js';

const holder = fc.record(
  {
    token: fc.oneof(fc.uuid(), fc.string(), fc.jsonValue()),
    pid: fc.oneof(fc.constantFrom(1, 0, -1, 1e99, '1', '../../x', '1; reboot'), fc.jsonValue()),
    host: fc.oneof(fc.constant(hostname()), fc.constant('\u001b[2J'), fc.jsonValue()),
    boot: fc.jsonValue(),
    started: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

export const lock: Target = {
  name: 'lock',
  file: 'lock',
  tokens: [
    '"token":"a",',
    '"token":"../../x",',
    '"pid":1',
    '"pid":-1',
    '"host":',
    'null',
    '{}',
    '"\\u001b[2J"',
  ],
  structured: () => holder.map((value) => text(JSON.stringify(value))),
  seeds: () =>
    [
      JSON.stringify({ token: 'a-b', pid: 1, host: 'elsewhere', boot: 'b', started: '1' }),
      JSON.stringify({ token: 'a-b', pid: 999_999, host: hostname(), boot: '', started: '1' }),
      JSON.stringify({ token: 'a-b', pid: '1; reboot', host: '\u001b[2J', boot: '', started: '1' }),
      '',
    ].map(text),
  most: plain,
  open(_path, folder) {
    lockFolder(folder).release();
    return null;
  },
};
