import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** `2 cores of AMD EPYC` */
export function machine() {
  const found = cpus();
  return `${found.length} cores of ${found[0].model.trim()}`;
}

/** Prints a table, and writes it between `<!-- bench:NAME -->` and `<!-- /bench -->` of the README or another page. */
export function report(name, about, lines, write, page = 'README.md') {
  const text = `${about}\n\n${lines.join('\n')}`;
  console.log(text);
  if (!write) return;
  const file = new URL(`../${page}`, import.meta.url);
  const before = readFileSync(file, 'utf8');
  const pattern = new RegExp(`(<!-- bench:${name} -->\n)[\\s\\S]*?(<!-- /bench -->)`);
  if (!pattern.test(before)) throw new Error(`${page} has no place for the table ${name}`);
  writeFileSync(
    file,
    before.replace(pattern, (_all, begin, end) => `${begin}\n${text}\n\n${end}`),
  );
}
