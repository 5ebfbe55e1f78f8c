// experiments/mnist-mlp.yaml with tfjs-node's own `fit`, on tensors that are loaded and scaled beforehand.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import tf from '@tensorflow/tfjs-node';

const [folder, epochs] = [process.argv[2], Number(process.argv[3])];

function load(split) {
  const images = readFileSync(join(folder, `${split}-images-idx3-ubyte`)).subarray(16);
  const labels = readFileSync(join(folder, `${split}-labels-idx1-ubyte`)).subarray(8);
  const x = tf.tensor(
    Float32Array.from(images, (pixel) => pixel / 255),
    [labels.length, 28, 28],
  );
  return { x, y: tf.tensor1d(Float32Array.from(labels)) };
}

const train = load('train');
const test = load('t10k');
const model = tf.sequential({
  layers: [
    tf.layers.flatten({ inputShape: [28, 28] }),
    tf.layers.dense({ units: 128, activation: 'relu' }),
    tf.layers.dense({ units: 10, activation: 'softmax' }),
  ],
});
model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
const seconds = [];
let begun = 0;
await model.fit(train.x, train.y, {
  batchSize: 64,
  epochs,
  verbose: 0,
  callbacks: {
    onEpochBegin: () => {
      begun = performance.now();
    },
    onEpochEnd: () => {
      seconds.push((performance.now() - begun) / 1000);
    },
  },
});
const accuracy = model.evaluate(test.x, test.y, { batchSize: 1000 })[1].dataSync()[0];
console.log(JSON.stringify({ version: `tfjs-node ${tf.version['tfjs-node']}`, epochs: seconds, accuracy }));
