/**
 * tfjs-core's operations as a type. Layers, losses, metrics and the rest take them as an argument, so that
 * their shapes and options can be used (validate, show, help) without loading tfjs.
 */
export type Ops = Omit<typeof import('@tensorflow/tfjs-core'), 'default'>;
export type Tensor = import('@tensorflow/tfjs-core').Tensor;

/** Loads tfjs-core with its gradients, which its own entry point leaves out. For code that computes. */
export async function loadTf(): Promise<Ops> {
  await import('@tensorflow/tfjs-core/dist/register_all_gradients.js');
  const tf = await import('@tensorflow/tfjs-core');
  // Without checks for NaN in every kernel and without advice on the console.
  tf.enableProdMode();
  return tf;
}

/** The same with the kernels in plain JavaScript: the `cpu` backend of tfjs. */
export async function loadTfCpu(): Promise<Ops> {
  const tf = await loadTf();
  await import('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend('cpu');
  return tf;
}
