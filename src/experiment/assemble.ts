import type { Problem } from '../errors.js';
import { applyAll, type Refusal, type Setting } from './apply-all.js';
import { expandBlocks } from './blocks/expand.js';
import { inFile } from './blocks/origins.js';
import { asMap, type JsonSchema } from './jsonschema.js';
import { locator } from './locator.js';
import { layerNames } from './names.js';
import type { Override } from './override.js';
import { type Finding, isWithin, type Path } from './path.js';
import type { Source } from './source.js';

/** A file with its overrides and blocks put in: what is validated. */
export interface Assembled {
  readonly value: unknown;
  /** What overrides have set in the file. */
  readonly settings: readonly Setting[];
  /** Overrides that lead nowhere. */
  readonly problems: readonly Problem[];
  /** What is wrong with how blocks are used, at paths of the file. */
  readonly findings: readonly Finding[];
  /** Findings in `value` as findings in the file. */
  inFile(findings: readonly Finding[]): readonly Finding[];
  /** Where a finding in the file stands: at the override that set the value last, or else in the text. */
  locate(finding: Finding): Problem;
}

/**
 * Sets what overrides name, and puts the layers of blocks in place of their names. An override of a layer that there was
 * none of before is set behind that: `architecture.stage.2.conv.filters`.
 */
export function assemble(schema: JsonSchema, source: Source, overrides: readonly Override[]): Assembled {
  const early = applyAll(schema, source.value, overrides);
  const { layers, ...expanded } = expandBlocks(schema, early.value);
  const isLate = ({ override }: Refusal) => layers !== undefined && namesLayer(override);
  const late = applyAll(
    schema,
    expanded.value,
    early.refused.filter(isLate).map(({ override }) => override),
  );
  // Of those that lead nowhere in both, what was written says more than what it was expanded to.
  const isWritten = ({ override: { segments } }: Refusal) =>
    namesIn(early.value).includes(String(segments[1]));
  const lost = new Set(late.refused.map(({ override }) => override));
  const refused = [
    ...early.refused.filter((one) => !isLate(one) || (lost.has(one.override) && isWritten(one))),
    ...late.refused.filter((one) => !isWritten(one)),
  ];
  const isSet = (path: Path) => early.settings.some((setting) => isWithin(path, setting.path));
  const isSetLate = ({ path }: Finding) => late.settings.some((setting) => isWithin(path, setting.path));
  const [locate, locateLate] = [early, late].map(({ settings }) => locator(source, settings)) as [
    Assembled['locate'],
    Assembled['locate'],
  ];
  // Layers that could not be made leave traces that say nothing new.
  const none = layers?.length === 0;
  const isTrace = ({ path, other }: Finding) =>
    other !== undefined || (path[0] === 'architecture' && (none || path.length === 1));
  const marked = new WeakSet<Finding>();
  return {
    value: late.value,
    settings: early.settings,
    problems: refused.map(({ problem }) => problem),
    findings: expanded.findings,
    inFile(findings) {
      if (!layers) return findings;
      const told = expanded.findings.length > 0 ? findings.filter((one) => !isTrace(one)) : findings;
      const own = told.filter(isSetLate);
      for (const finding of own) marked.add(finding);
      return [
        ...own,
        ...inFile(
          layers,
          told.filter((one) => !isSetLate(one)),
          isSet,
        ),
      ];
    },
    locate: (finding) => (marked.has(finding) ? locateLate(finding) : locate(finding)),
  };
}

function namesIn(value: unknown): readonly (string | undefined)[] {
  const architecture = asMap(value)?.architecture;
  return Array.isArray(architecture) ? layerNames(architecture) : [];
}

const namesLayer = ({ segments }: Override) =>
  segments[0] === 'architecture' && typeof segments[1] === 'string';
