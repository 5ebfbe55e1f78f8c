import { EXIT } from '../errors.js';
import { listRuns, type RunRecord, type StoredRun } from '../runs/index.js';
import type { Fingerprint } from '../training/checkpoint/state.js';
import { fingerprintIn } from './fingerprint.js';

/**
 * The newest run of the same experiment and data that has not come to its end: interrupted, killed, going on in another
 * process, or failed for a reason that is not in itself. Runs of other engines and versions are among them.
 */
export function newestUnfinished(runsDir: string, now: Fingerprint): StoredRun | undefined {
  return listRuns(runsDir).runs.find(({ record }) => {
    if (!isUnfinished(record)) return false;
    return record.data_hash === now.data && experimentIn(record) === now.experiment;
  });
}

/** A disk that was full may have space again; a loss that became NaN would become so again. */
function isUnfinished({ status, error }: RunRecord): boolean {
  return status !== 'completed' && !(status === 'failed' && error?.exit_code !== EXIT.io);
}

/** Undefined for an experiment that is none: a record is a file that anybody may have changed. */
function experimentIn(record: RunRecord): string | undefined {
  try {
    return fingerprintIn(record).experiment;
  } catch {
    return undefined;
  }
}
