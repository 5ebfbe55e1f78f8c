import type { RunRecord } from './record.js';

/** What a run's numbers may depend on besides its experiment. */
export type Conditions = Pick<
  RunRecord,
  | 'data_hash'
  | 'initial_weights'
  | 'engine'
  | 'threads'
  | 'versions'
  | 'platform'
  | 'cpu'
  | 'image_block'
  | 'git'
>;

/** A condition that two runs do not share. */
export interface ConditionDifference {
  readonly key: string;
  /** Null where there is none. */
  readonly before: string | null;
  readonly now: string | null;
  /** Whether numbers that are identical to the last bit are promised only where it is the same. */
  readonly decisive: boolean;
}

type Known = string | number | boolean | null | undefined;

interface Row {
  readonly key: string;
  of(conditions: Conditions): Known;
  /** Of two that are not the same: whether the numbers may differ for it. */
  readonly decisive: boolean | ((before: Known, now: Known) => boolean);
}

// A record is a file that anybody may have changed.
const head = (value: unknown) => (typeof value === 'string' ? value.slice(0, 8) : undefined);
const sha256 = (hash: unknown) => (head(hash) === undefined ? undefined : `sha256 ${head(hash)}`);

/** The contract of docs/reproducibility.md; versions and instruction sets are below. */
const ROWS: readonly Row[] = [
  { key: 'data', of: ({ data_hash }) => sha256(data_hash), decisive: true },
  { key: 'initial_weights', of: ({ initial_weights }) => sha256(initial_weights?.hash), decisive: true },
  { key: 'engine', of: ({ engine }) => engine, decisive: true },
  { key: 'threads', of: ({ threads }) => threads, decisive: true },
  { key: 'platform', of: ({ platform }) => platform, decisive: true },
  { key: 'image_block', of: ({ image_block }) => image_block, decisive: true },
  { key: 'cpu', of: ({ cpu }) => cpu?.model, decisive: false },
  { key: 'git commit', of: ({ git }) => head(git?.commit), decisive: false },
  { key: 'git dirty', of: ({ git }) => git?.dirty, decisive: false },
];

/** Every condition that differs, those that decide first. */
export function conditionDifferences(before: Conditions, now: Conditions): readonly ConditionDifference[] {
  const names = new Set([...Object.keys(before.versions), ...Object.keys(now.versions)]);
  const rows = [...ROWS.slice(0, 4), ...[...names].map(versionRow), ...ROWS.slice(4)];
  const found = rows.flatMap(({ key, of, decisive }): ConditionDifference[] => {
    const [was, is] = [of(before), of(now)];
    if ((was ?? null) === (is ?? null)) return [];
    const decides = typeof decisive === 'boolean' ? decisive : decisive(was, is);
    return [{ key, before: text(was), now: text(is), decisive: decides }];
  });
  const all = [...found, ...featureDifference(before, now)];
  return [...all.filter(({ decisive }) => decisive), ...all.filter(({ decisive }) => !decisive)];
}

const text = (value: Known) => (value === null || value === undefined ? null : String(value));

/** Node counts by its major version. */
function versionRow(name: string): Row {
  const counted = (version: Known) => (name === 'node' ? String(version).split('.')[0] : version);
  return {
    key: `version of ${name}`,
    of: ({ versions }) => versions[name],
    decisive: (was, is) => counted(was) !== counted(is),
  };
}

/** Instruction sets that only one of the two has; those of a system that does not tell may be any. */
function featureDifference(before: Conditions, now: Conditions): ConditionDifference[] {
  const [was, is] = [before.cpu?.features, now.cpu?.features];
  if (!Array.isArray(was) || !Array.isArray(is)) return [];
  const only = (a: readonly string[], b: readonly string[]) => a.filter((name) => !b.includes(name));
  const [lost, gained] = [only(was, is), only(is, was)];
  if (lost.length + gained.length === 0) return [];
  const list = (names: readonly string[]) => (names.length === 0 ? null : names.join(' '));
  return [{ key: 'cpu features', before: list(lost), now: list(gained), decisive: true }];
}
