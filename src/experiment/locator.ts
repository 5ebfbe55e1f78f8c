import type { Problem } from '../errors.js';
import type { Setting } from './apply-all.js';
import { type Finding, formatPath, isWithin } from './path.js';
import type { Source } from './source.js';

/** Says where findings stand: at the override that set the value last, or else in the file. */
export function locator(source: Source, settings: readonly Setting[]): (finding: Finding) => Problem {
  const locate = (finding: Finding): Problem => {
    const setting = settings.findLast(({ path }) => isWithin(finding.path, path));
    if (!setting) return source.locate(finding);
    const { path, message, hint } = finding;
    return { file: setting.label, key: formatPath(path), message, ...(hint === undefined ? {} : { hint }) };
  };
  return (finding) => {
    const { line } = finding.other ? locate({ path: finding.other, message: '' }) : {};
    return locate(
      line === undefined ? finding : { ...finding, message: `${finding.message} (line ${line})` },
    );
  };
}
