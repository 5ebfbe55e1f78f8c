import { type Field, message } from './wire.js';

/*
 * The messages of event files, by the field numbers of TensorFlow's tensorflow/core/util/event.proto,
 * tensorflow/core/framework/summary.proto, tensor.proto, tensor_shape.proto and types.proto.
 */

/** A moment of a run: seconds since 1970, and the step that values stand at. */
export interface Moment {
  readonly time: number;
  readonly step: number;
}

/** Event: wall_time = 1, step = 2, and one of the fields behind. */
const event = ({ time, step }: Moment, field: Field) =>
  message([1, 'double', time], [2, 'int64', step], field);

/** What an event file begins with: Event.file_version = 3. */
export const fileVersion = (time: number) => event({ time, step: 0 }, [3, 'string', 'brain.Event:2']);

const SESSION_START = 1;

/**
 * Says that what was written before at `step` and later did not happen: Event.session_log = 7 with
 * SessionLog.status = 1. Readers of TensorBoard purge it.
 */
export const sessionStart = (at: Moment) => event(at, [7, 'bytes', message([1, 'int64', SESSION_START])]);

/** Event.summary = 5, Summary.value = 1. */
const summary = (at: Moment, ...value: readonly Field[]) =>
  event(at, [5, 'bytes', message([1, 'bytes', message(...value)])]);

/** A number: Summary.Value.tag = 1, simple_value = 2 (a float, as PyTorch's SummaryWriter writes it). */
export const scalar = (at: Moment, tag: string, value: number) =>
  summary(at, [1, 'string', tag], [2, 'float', value]);

const DATA_CLASS_TENSOR = 2;

/** SummaryMetadata: plugin_data = 1 (plugin_name = 1, content = 2), data_class = 4. */
const metadata = (plugin: string, content: Uint8Array) =>
  message(
    [1, 'bytes', message([1, 'string', plugin], [2, 'bytes', content])],
    [4, 'int64', DATA_CLASS_TENSOR],
  );

/** For a plugin: Summary.Value.tag = 1, metadata = 9, tensor = 8. */
const forPlugin = (at: Moment, tag: string, plugin: string, content: Uint8Array, tensor: Uint8Array) =>
  summary(at, [1, 'string', tag], [9, 'bytes', metadata(plugin, content)], [8, 'bytes', tensor]);

const DT_STRING = 7;
const DT_FLOAT = 1;

/** Markdown for the text plugin. TensorProto: dtype = 1, tensor_shape = 2 (a scalar's is empty), string_val = 8. */
export function text(at: Moment, tag: string, markdown: string): Uint8Array {
  const tensor = message(
    [1, 'int64', DT_STRING],
    [2, 'bytes', message()],
    [8, 'bytes', Buffer.from(markdown)],
  );
  return forPlugin(at, tag, 'text', message(), tensor);
}

/** Data of a plugin that has no tensor: stands with an empty one. TensorShapeProto.dim = 2, Dim.size = 1. */
export function pluginData(at: Moment, tag: string, plugin: string, content: Uint8Array): Uint8Array {
  const none = message([2, 'bytes', message([1, 'int64', 0])]);
  return forPlugin(at, tag, plugin, content, message([1, 'int64', DT_FLOAT], [2, 'bytes', none]));
}
