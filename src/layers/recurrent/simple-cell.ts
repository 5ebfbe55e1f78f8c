import type { Cell } from './cell.js';

/** h = activation(x + h' · R) */
export const simpleCell: Cell = {
  name: 'simple_rnn_cell',
  gates: 1,
  states: 1,
  joins: true,
  products: [1],
  forward(input, [h], [product], { activation }) {
    const z = product!.forward(h!, input);
    const output = activation.apply(z);
    return { state: [output], kept: activation.byOutput ? [output] : [output, z] };
  },
  back([dh], [h], [output, z], [product], { activation }) {
    const gradient = activation.back(dh!, output!, z!);
    return { input: gradient, state: [product!.back(gradient)], factors: [{ left: h!, gradient }] };
  },
};
