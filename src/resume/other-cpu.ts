import type { RunRecord } from '../runs/index.js';

/** What of a machine decides which kernels compute, and so the last digits of a result. */
type Machine = Pick<RunRecord, 'cpu' | 'platform' | 'image_block'>;

/** What to say of a run that goes on where other kernels compute; undefined where the same do, as far as is known. */
export function otherCpu(before: Machine, now: Machine): string | undefined {
  const found = [
    before.platform !== now.platform && `${before.platform}, now ${now.platform}`,
    featuresDiffer(before.cpu, now.cpu) && `${before.cpu.model}, now ${now.cpu.model}`,
    before.image_block !== now.image_block && 'another block of the layout of images',
  ].filter((part) => part !== false);
  if (found.length === 0) return undefined;
  return `the run began on another kind of machine (${found.join('; ')}): the last digits of its results may differ from what they would have been there`;
}

/** A CPU whose instruction sets are not known may be any. */
function featuresDiffer(before: RunRecord['cpu'], now: RunRecord['cpu']): boolean {
  if (!before?.features || !now.features) return false;
  const [was, is] = [before, now].map(({ features }) => [...features!].sort().join());
  return was !== is;
}
