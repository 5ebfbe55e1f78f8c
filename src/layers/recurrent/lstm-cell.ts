import type { Cell } from './cell.js';

/**
 * Hochreiter and Schmidhuber, 1997, with the gates of Keras in its order, input, forget, cell, output:
 * z = x + h' · R; c = f · c' + i · activation(z_c); h = o · activation(c).
 */
export const lstmCell: Cell = {
  name: 'lstm_cell',
  gates: 4,
  states: 2,
  joins: true,
  products: [4],
  forward(input, [h, before], [product], { activation, recurrent }, tf) {
    const z = tf.split(product!.forward(h!, input), 4, 1);
    const [zi, zf, zg, zo] = z;
    const i = recurrent.apply(zi!);
    const f = recurrent.apply(zf!);
    const g = activation.apply(zg!);
    const o = recurrent.apply(zo!);
    const c = tf.add(tf.mul(f, before!), tf.mul(i, g));
    const shown = activation.apply(c);
    const inputs = activation.byOutput && recurrent.byOutput ? [] : [...z, c];
    return { state: [tf.mul(o, shown), c], kept: [i, f, g, o, shown, ...inputs] };
  },
  back([dh, dc], [h, before], kept, [product], { activation, recurrent }, tf) {
    const [i, f, g, o, shown, zi, zf, zg, zo, c] = kept;
    const carried = tf.add(dc!, activation.back(tf.mul(dh!, o!), shown!, c!));
    const gradient = tf.concat(
      [
        recurrent.back(tf.mul(carried, g!), i!, zi!),
        recurrent.back(tf.mul(carried, before!), f!, zf!),
        activation.back(tf.mul(carried, i!), g!, zg!),
        recurrent.back(tf.mul(dh!, shown!), o!, zo!),
      ],
      1,
    );
    return {
      input: gradient,
      state: [product!.back(gradient), tf.mul(carried, f!)],
      factors: [{ left: h!, gradient }],
    };
  },
};
