import { withDataFormat } from './data-format.js';
import { buildGlobal, globalMax, keepdims } from './global-pooling.js';
import { sequenceShape } from './spatial.js';

/** keras.layers.GlobalMaxPooling1D, over [steps, channels]. */
export const GlobalMaxPooling1D = withDataFormat({
  name: 'GlobalMaxPooling1D',
  summary: 'The largest value of every channel over all steps of a sequence.',
  options: { type: 'object', properties: { keepdims } },
  build: (options, [input]) => buildGlobal(options, sequenceShape(input!.shape)),
  apply: (options, _weights, [x], { tf }) => globalMax(x!, options, tf),
});
