import type { EngineHealth, Health } from '../../doctor/examine.js';
import { chosen } from '../../experiment/part.js';
import { STANDARD_ENGINE } from '../../experiment/schema.js';

/** Whether experiments run that name no engine. */
export function isFit({ engines }: Health): boolean {
  return engines.some(({ engine, works }) => works && chosen(engine).name === STANDARD_ENGINE);
}

/** What `dlx doctor` found, for people: the machine, then every engine, with what to do where one does not work. */
export function healthText(health: Health): string {
  const { dlx, node, platform, cpu, memory, engines } = health;
  const width = Math.max(...engines.map((one) => nameOf(one).length));
  const indent = ' '.repeat(width + 8);
  const lines = engines.flatMap((one) => [
    `${nameOf(one).padEnd(width)}  ${one.works ? 'ok  ' : 'no  '}  ${one.works ? workingText(one) : one.problem}`,
    ...(one.hint === undefined ? [] : [`${indent}${one.hint}`]),
  ]);
  return [
    `dlx ${dlx}, Node ${node}, ${platform}`,
    `${cpu.model}: ${cpu.physicalCores} physical cores, ${cpu.usable} usable threads, ${(memory / 2 ** 30).toFixed(1)} GiB of memory`,
    '',
    ...lines,
    '',
    verdict(health),
  ].join('\n');
}

/** `onnx native`, `cpu` */
function nameOf({ engine }: EngineHealth): string {
  const { name, options } = chosen(engine);
  return [name, ...Object.values(options)].join(' ');
}

const workingText = ({ version, threads }: EngineHealth) =>
  `${version}, ${threads === 1 ? '1 thread' : `${threads} threads`}`;

function verdict(health: Health): string {
  const first = health.engines.find(({ engine, works }) => works && chosen(engine).name === STANDARD_ENGINE);
  if (!first) return `experiments do not run as they are: engine ${STANDARD_ENGINE} does not work here`;
  return `experiments run with ${first.version} unless they name another engine`;
}
