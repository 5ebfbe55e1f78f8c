import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

const README = new URL('../README.md', import.meta.url);

/** `2 cores of AMD EPYC` */
export function machine() {
  const found = cpus();
  return `${found.length} cores of ${found[0].model.trim()}`;
}

/** Prints a table, and writes it between `<!-- bench:NAME -->` and `<!-- /bench -->` of the README. */
export function report(name, about, lines, write) {
  const text = `${about}\n\n${lines.join('\n')}`;
  console.log(text);
  if (!write) return;
  const readme = readFileSync(README, 'utf8');
  const pattern = new RegExp(`(<!-- bench:${name} -->\n)[\\s\\S]*?(<!-- /bench -->)`);
  if (!pattern.test(readme)) throw new Error(`the README has no place for the table ${name}`);
  writeFileSync(
    README,
    readme.replace(pattern, (_all, begin, end) => `${begin}\n${text}\n\n${end}`),
  );
}
