import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { commands } from '../../src/commands/index.js';

const docs = join(import.meta.dirname, '..', '..', 'docs');

test('the compose file calls commands that there are, with variables that they read', () => {
  const text = readFileSync(join(docs, 'many-machines', 'compose.yaml'), 'utf8');
  const { services } = parse(text, { merge: true });
  expect(Object.keys(services)).toEqual(['redis', 'worker', 'sweep']);
  for (const [name] of [services.worker.command, ['sweep']]) expect(commands).toHaveProperty(name);
  const table = readFileSync(join(docs, 'commands.md'), 'utf8');
  for (const service of [services.worker, services.sweep]) {
    for (const name of Object.keys(service.environment)) {
      // Node's own.
      if (name !== 'NODE_EXTRA_CA_CERTS') expect(table).toContain(`| \`${name}\` |`);
    }
  }
  // Every secret is taken from the environment.
  expect(text).not.toMatch(/(PASSWORD|SECRET)\w*: [^$\s]/);
});
