import type { Ops, Tensor } from '../../tf.js';

/** Which keys a query may look at; all tensors broadcast to [batch, heads, queries, keys]. */
export interface Hidden {
  /** Added to the scores: 0, or so little that nothing is left of them. */
  readonly bias: Tensor;
  /** 1 or 0: scores of what is hidden get no gradient. Needed where a query may see nothing at all. */
  readonly seen?: Tensor;
}

export interface Attention {
  /** Of query · key. */
  readonly scale: number;
  readonly hidden?: Hidden;
  /** Multiplied with the probabilities. */
  readonly dropout?: Tensor;
}

/**
 * softmax(q · kᵀ · scale) · v: q [..., queries, size], k [..., keys, size], v [..., keys, width] to
 * [..., queries, width]. With a gradient of its own: that of the softmax needs the sum of dp · p over the keys, which
 * is the one of dy · y over the width of a head (Dao et al., 2022), and no more than one difference and one product
 * of the size of the scores.
 */
export function attend(q: Tensor, k: Tensor, v: Tensor, attention: Attention, tf: Ops): Tensor {
  const { scale, hidden, dropout } = attention;
  const operation = tf.customGrad((...args) => {
    const [query, key, value] = args as unknown as [Tensor, Tensor, Tensor];
    const save = args[3] as unknown as (tensors: Tensor[]) => void;
    const scores = tf.mul(tf.matMul(query, key, false, true), scale);
    const p = tf.softmax(hidden ? tf.add(scores, hidden.bias) : scores);
    const weights = dropout ? tf.mul(p, dropout) : p;
    const y = tf.matMul(weights, value);
    save([query, key, value, p, weights, y]);
    return {
      value: y,
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [query_, key_, value_, p_, weights_, y_] = saved as [
          Tensor,
          Tensor,
          Tensor,
          Tensor,
          Tensor,
          Tensor,
        ];
        const offset = tf.sum(tf.mul(dy, y_), -1, true);
        const dweights = tf.matMul(dy, value_, false, true);
        const dp = dropout ? tf.mul(dweights, dropout) : dweights;
        const slope = tf.mul(p_, tf.sub(dp, offset));
        const ds = hidden?.seen ? tf.mul(slope, hidden.seen) : slope;
        return [
          tf.mul(tf.matMul(ds, key_), scale),
          tf.mul(tf.matMul(ds, query_, true), scale),
          tf.matMul(weights_, dy, true),
        ];
      },
    };
  });
  return operation(q, k, v);
}
