import { withDataFormat } from './data-format.js';
import { buildGlobal, globalAverage, keepdims, maskedAverage } from './global-pooling.js';
import { sequenceShape } from './spatial.js';

/** keras.layers.GlobalAveragePooling1D, over [steps, channels]. Hidden steps do not count. */
export const GlobalAveragePooling1D = withDataFormat({
  name: 'GlobalAveragePooling1D',
  summary: 'The mean of every channel over all steps of a sequence.',
  options: { type: 'object', properties: { keepdims } },
  build: (options, [input]) => buildGlobal(options, sequenceShape(input!.shape)),
  apply: (options, _weights, [x], { tf, masks }) =>
    masks[0] ? maskedAverage(x!, masks[0], options, tf) : globalAverage(x!, options, tf),
});
