// dist/types: declarations for people who import dlx, and no more of them than the library reaches.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** Writes the declarations that src/index.ts below `root` reaches to `out`. Types are not checked: `npm run types` does that. */
export function declarations(root, out = path.join(root, 'dist', 'types')) {
  rmSync(out, { recursive: true, force: true });
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = [
    '--noEmit',
    'false',
    '--noCheck',
    '--declaration',
    '--emitDeclarationOnly',
    '--rootDir',
    'src',
  ];
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', ...options, '--outDir', out], {
    cwd: root,
    stdio: 'inherit',
  });
  const needed = reached(path.join(out, 'index.d.ts'));
  for (const file of files(out)) if (!needed.has(file)) rmSync(file);
  removeEmpty(out);
}

/** A declaration file and all that it imports, directly or not. Throws for an import of nothing. */
function reached(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  for (const [, name] of text.matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)\.js['"]/g)) {
    const target = path.resolve(path.dirname(file), `${name}.d.ts`);
    if (!existsSync(target)) throw new Error(`${file} imports ${target}, which is not there`);
    reached(target, seen);
  }
  return seen;
}

function files(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}

function removeEmpty(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) removeEmpty(path.join(folder, entry.name));
  if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}
