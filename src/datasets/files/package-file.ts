import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import { EXIT, UserError } from '../../errors.js';

const PREFIX = 'npm:';
/** `name` or `@scope/name`, as npm allows them, and a path inside. */
const PACKAGE = /^((?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*)\/(.+)$/;

/**
 * The absolute path of `npm:NAME/PATH`; undefined for any other path. The package is looked for as Node does it, in
 * the `node_modules` of `folder` and of the folders above, then in those of dlx itself; but its files are found
 * whatever the `exports` of its manifest hide.
 *
 * @throws UserError where it is not written so, leads out of the package, or the package is not installed (exit 4).
 */
export function packageFile(folder: string, path: string, key: string): string | undefined {
  if (!path.startsWith(PREFIX)) return undefined;
  const [, name, inside] = PACKAGE.exec(path.slice(PREFIX.length)) ?? [];
  if (name === undefined || inside === undefined) {
    const message = `${JSON.stringify(path)} is no file of a package, expected npm:NAME/PATH`;
    throw new UserError({ key, message, hint: 'such as npm:vega-datasets/data/cars.json' });
  }
  if (inside.split(/[/\\]/).includes('..')) {
    throw new UserError({ key, message: `${JSON.stringify(path)} leads out of the package ${name}` });
  }
  const places = [join(folder, 'experiment.yaml'), import.meta.url].flatMap(
    (from) => createRequire(from).resolve.paths(name) ?? [],
  );
  const found = places.map((place) => join(place, name)).find(isFolder);
  if (found !== undefined) return join(found, ...inside.split('/')).replaceAll('/', sep);
  const message = `needs the npm package ${name}, which is not installed`;
  throw new UserError({ key, message, hint: `run npm install ${name}` }, EXIT.io);
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
