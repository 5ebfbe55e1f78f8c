import type { Fact } from '../../runs/facts.js';
import type { Status } from '../../runs/record.js';
import { type Moment, pluginData } from './messages.js';
import { message } from './wire.js';

/*
 * What TensorBoard's HParams tab shows of a run, by the field numbers of tensorboard/plugins/hparams/plugin_data.proto
 * and api.proto, and of google/protobuf/struct.proto.
 */

const PLUGIN = 'hparams';

/** HParamsPluginData.session_start_info = 3, with hparams = 1 (a map) and start_time_secs = 5. */
export function sessionStartInfo(at: Moment, hparams: Iterable<readonly [string, Fact]>): Uint8Array {
  const entries = [...hparams].filter(([, value]) => value !== null);
  const fields = entries.map(
    ([key, value]) => [1, 'bytes', message([1, 'string', key], [2, 'bytes', structValue(value)])] as const,
  );
  const info = message(...fields, [5, 'double', at.time]);
  return pluginData(at, '_hparams_/session_start_info', PLUGIN, message([3, 'bytes', info]));
}

/** Of api.proto; a run that is to go on has none. */
const STATUS: { readonly [status in Status]?: number } = { completed: 1, failed: 2 };

/** HParamsPluginData.session_end_info = 4, with status = 1 and end_time_secs = 2; nothing for a run that is to go on. */
export function sessionEndInfo(at: Moment, status: Status): Uint8Array | undefined {
  const code = STATUS[status];
  if (code === undefined) return undefined;
  const info = message([1, 'int64', code], [2, 'double', at.time]);
  return pluginData(at, '_hparams_/session_end_info', PLUGIN, message([4, 'bytes', info]));
}

/** google.protobuf.Value: number_value = 2, string_value = 3, bool_value = 4. */
function structValue(value: Fact): Uint8Array {
  if (typeof value === 'number') return message([2, 'double', value]);
  return typeof value === 'boolean' ? message([4, 'bool', value]) : message([3, 'string', String(value)]);
}
