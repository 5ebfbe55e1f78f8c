import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { hashWithoutSeed } from '../../src/check/baseline.js';
import { baselineFile, readBaseline } from '../../src/check/baseline-file.js';
import { loadExperiment } from '../../src/experiment/index.js';

const folder = fileURLToPath(new URL('../../experiments/', import.meta.url));
const names = readdirSync(folder);
const files = names.filter((name) => names.includes(baselineFile(name)) && name.endsWith('.yaml'));

describe('baselines of experiments/', () => {
  test('are there, each beside its experiment', () => {
    expect(files.length).toBeGreaterThan(1);
    expect(names.filter((name) => name.endsWith('.baseline.json'))).toHaveLength(files.length);
  });

  test.each(files)('%s is what its baseline was made from', async (name) => {
    const { value } = await loadExperiment(join(folder, name));
    const mend = `npx dlx check experiments/${name} --update --seeds 3 makes it anew`;
    expect(readBaseline(baselineFile(join(folder, name)))!.experiment_hash, mend).toBe(
      hashWithoutSeed(value),
    );
  });
});
