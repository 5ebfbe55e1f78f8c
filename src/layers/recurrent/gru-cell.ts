import type { Tensor } from '../../tf.js';
import type { Cell, Gates } from './cell.js';

/**
 * Cho et al., 2014, with the gates of Keras in its order, update, reset, candidate; the form of cuDNN, Keras's default:
 * the reset gate is applied behind the product, which has a bias of its own.
 * h = z · h' + (1 - z) · activation(x_h + r · (h' · R_h + b)).
 */
export const gruCell: Cell = {
  name: 'gru_cell',
  gates: 3,
  states: 1,
  joins: false,
  products: [3],
  forward(input, [h], [product], { activation, recurrent }, tf) {
    const [xz, xr, xh] = tf.split(input, 3, 1);
    const [rz, rr, rh] = tf.split(product!.forward(h!), 3, 1);
    const [az, ar] = [tf.add(xz!, rz!), tf.add(xr!, rr!)];
    const [z, r] = [recurrent.apply(az), recurrent.apply(ar)];
    const ah = tf.add(xh!, tf.mul(r, rh!));
    const candidate = activation.apply(ah);
    const state = tf.add(tf.mul(z, h!), tf.mul(tf.sub(1, z), candidate));
    return { state: [state], kept: [z, r, candidate, rh!, ...inputsOf(activation, recurrent, az, ar, ah)] };
  },
  back([dh], [h], [z, r, candidate, rh, az, ar, ah], [product], { activation, recurrent }, tf) {
    const dz = recurrent.back(tf.mul(dh!, tf.sub(h!, candidate!)), z!, az!);
    const da = activation.back(tf.mul(dh!, tf.sub(1, z!)), candidate!, ah!);
    const dr = recurrent.back(tf.mul(da, rh!), r!, ar!);
    const gradient = tf.concat([dz, dr, tf.mul(da, r!)], 1);
    return {
      input: tf.concat([dz, dr, da], 1),
      state: [tf.add(tf.mul(dh!, z!), product!.back(gradient))],
      factors: [{ left: h!, gradient }],
    };
  },
};

/** The form of the paper, `reset_after: false`: activation(x_h + (r · h') · R_h). */
export const gruCellBefore: Cell = {
  ...gruCell,
  products: [2, 1],
  forward(input, [h], [gates, last], { activation, recurrent }, tf) {
    const [xz, xr, xh] = tf.split(input, 3, 1);
    const [rz, rr] = tf.split(gates!.forward(h!), 2, 1);
    const [az, ar] = [tf.add(xz!, rz!), tf.add(xr!, rr!)];
    const [z, r] = [recurrent.apply(az), recurrent.apply(ar)];
    const reset = tf.mul(r, h!);
    const ah = tf.add(last!.forward(reset), xh!);
    const candidate = activation.apply(ah);
    const state = tf.add(tf.mul(z, h!), tf.mul(tf.sub(1, z), candidate));
    return {
      state: [state],
      kept: [z, r, candidate, reset, ...inputsOf(activation, recurrent, az, ar, ah)],
    };
  },
  back([dh], [h], [z, r, candidate, reset, az, ar, ah], [gates, last], { activation, recurrent }, tf) {
    const dz = recurrent.back(tf.mul(dh!, tf.sub(h!, candidate!)), z!, az!);
    const da = activation.back(tf.mul(dh!, tf.sub(1, z!)), candidate!, ah!);
    const dReset = last!.back(da);
    const dr = recurrent.back(tf.mul(dReset, h!), r!, ar!);
    const gradient = tf.concat([dz, dr], 1);
    const through = tf.add(gates!.back(gradient), tf.mul(dReset, r!));
    return {
      input: tf.concat([dz, dr, da], 1),
      state: [tf.add(tf.mul(dh!, z!), through)],
      factors: [
        { left: h!, gradient },
        { left: reset!, gradient: da },
      ],
    };
  },
};

/** What activations have been given, where the way back needs it. */
const inputsOf = (
  activation: Gates['activation'],
  recurrent: Gates['recurrent'],
  ...inputs: readonly Tensor[]
): readonly Tensor[] => (activation.byOutput && recurrent.byOutput ? [] : inputs);
