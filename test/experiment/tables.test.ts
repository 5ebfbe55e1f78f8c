import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AJV_OPTIONS } from '../../scripts/generate.js';
import { withDefaults } from '../../src/experiment/defaults.js';
import { discriminate } from '../../src/experiment/discriminate.js';
import type { JsonSchema } from '../../src/experiment/jsonschema.js';
import { kindsOf } from '../../src/experiment/navigate.js';
import { experimentSchema } from '../../src/experiment/schema.js';
import { tables } from '../../src/tables.js';
import { valid } from './arbitrary.js';

const root = experimentSchema(tables);
const ajv = new Ajv({ ...AJV_OPTIONS, schemas: [{ ...discriminate(root), $id: 'experiment' }] });
const acceptsFrom = (table: string) => ajv.compile({ $ref: `experiment#/$defs/${table}` });

describe.each(Object.entries(tables).filter(([, rows]) => rows.length > 0))('the table %s', (table, rows) => {
  const accepts = acceptsFrom(table);

  it('is alphabetical, without a name twice', () => {
    const names = rows.map((row) => row.name);
    expect(names).toEqual([...new Set(names)].sort());
  });

  it.each(rows.map((row) => [row.name, row] as const))(
    '%s has words, and defaults that its own schema accepts',
    (name, row) => {
      expect(row.summary).toMatch(/^\S.*\.$/s);
      for (const key of row.options.required ?? []) expect(row.options.properties).toHaveProperty([key]);
      for (const [option, schema] of Object.entries(row.options.properties)) {
        expect(kindsOf(root, schema as JsonSchema).length, `${option} accepts nothing`).toBeGreaterThan(0);
        if ('default' in schema)
          expect(row.options.required ?? [], `${option} has a default`).not.toContain(option);
      }
      const definition = root.$defs![table]!;
      const map = definition.anyOf!.at(-1)!.properties![name]!;
      const choices = valid(root, map).map((options) => ({ [name]: options }));
      fc.assert(
        fc.property(choices, (choice) => {
          expect(accepts(choice), JSON.stringify(accepts.errors)).toBe(true);
          const resolved = withDefaults(root, definition, choice);
          expect(accepts(resolved), `${JSON.stringify(resolved)} ${JSON.stringify(accepts.errors)}`).toBe(
            true,
          );
          expect(withDefaults(root, definition, resolved)).toEqual(resolved);
        }),
        { numRuns: 20 },
      );
    },
  );
});
