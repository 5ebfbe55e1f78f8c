import { failed } from './gate.js';
import type { CheckedExperiment } from './result.js';

type Level = 'error' | 'warning' | 'notice';

interface Annotation {
  readonly level: Level;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly title: string;
  readonly message: string;
}

/**
 * What GitHub Actions shows on the lines of a pull request: an error for every gate that failed and every problem, a
 * notice for what is better than its tolerance, a warning for every doubt. One command a line.
 *
 * @param named how a file is named from the top of the repository.
 */
export function annotations(
  experiment: CheckedExperiment,
  named: (file: string) => string,
): readonly string[] {
  return annotationsOf(experiment).map((one) =>
    command({ ...one, ...(one.file !== undefined && { file: named(one.file) }) }),
  );
}

function annotationsOf({ file, gates, problems, warnings }: CheckedExperiment): readonly Annotation[] {
  const told = gates.filter((gate) => failed(gate) || gate.verdict === 'better');
  return [
    ...told.map((gate): Annotation => {
      const { line, column, metric, message } = gate;
      const level = failed(gate) ? 'error' : 'notice';
      return { level, file, line, column, title: `${metric}: ${TITLES[gate.verdict]}`, message };
    }),
    ...problems.map((problem): Annotation => {
      const { key, hint, message, line, column = 1 } = problem;
      const text = [key, message].filter(Boolean).join(': ') + (hint ? `\n${hint}` : '');
      // What has no line is an override, say, or a file that is not there.
      const where = line === undefined ? { file, line: 1 } : { file: problem.file ?? file, line, column };
      return { level: 'error', ...where, title: 'dlx check could not be made', message: text };
    }),
    ...warnings.map((message): Annotation => {
      return { level: 'warning', file, line: 1, title: 'dlx check', message };
    }),
  ];
}

const TITLES = {
  missing: 'no value',
  unmet: 'not as expected',
  worse: 'worse than the baseline',
  better: 'better than the baseline',
  ok: 'ok',
} as const;

/** `::error file=a.yaml,line=3,col=5,title=...::...` */
function command({ level, file, line, column, title, message }: Annotation): string {
  const properties = { file, line, col: column, title };
  const words = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escapedProperty(String(value))}`);
  return `::${level} ${words.join(',')}::${escapedData(message)}`;
}

/** As @actions/core does it. */
const escapedData = (text: string) =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapedProperty = (text: string) => escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
