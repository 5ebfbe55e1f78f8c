// What searches are held against: test functions, and mnist-mlp by its curves.
import { readFileSync } from 'node:fs';

const { cos, exp, log, PI } = Math;

export const CURVES = new URL('mnist-mlp.json', import.meta.url);

function branin([x, y]) {
  const valley = y - (5.1 / (4 * PI ** 2)) * x * x + (5 / PI) * x - 6;
  return valley ** 2 + 10 * (1 - 1 / (8 * PI)) * cos(x) + 10;
}

const A = [
  [10, 3, 17, 3.5, 1.7, 8],
  [0.05, 10, 17, 0.1, 8, 14],
  [3, 3.5, 1.7, 10, 17, 8],
  [17, 8, 0.05, 10, 0.1, 14],
];
const P = [
  [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
  [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
  [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
  [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
];
const ALPHA = [1, 1.2, 3, 3.2];

function hartmann6(x) {
  const hill = (i) => exp(-x.reduce((sum, one, k) => sum + A[i][k] * (one - P[i][k]) ** 2, 0));
  return -ALPHA.reduce((sum, weight, i) => sum + weight * hill(i), 0);
}

function rosenbrock4(x) {
  return x.slice(1).reduce((sum, one, i) => sum + 100 * (one - x[i] ** 2) ** 2 + (1 - x[i]) ** 2, 0);
}

/** `curve`: what is minimized after each epoch; `least`: the best there is. */
const of = (name, f, least, ranges) => ({
  name,
  least,
  parameters: Object.fromEntries(
    ranges.map(([min, max], i) => [`x${i}`, { distribution: 'uniform', min, max }]),
  ),
  curve: (values) => [f(Object.values(values))],
});

export const FUNCTIONS = [
  of('branin', branin, 0.397887, [
    [-5, 10],
    [0, 15],
  ]),
  of('hartmann6', hartmann6, -3.32237, Array(6).fill([0, 1])),
  of('rosenbrock4', rosenbrock4, 0, Array(4).fill([-2, 2])),
];

/** Validation error; between two learning rates of the grid, on the line through both. */
export function mnistMlp() {
  const { units, batchSizes, rates, epochs, curves } = JSON.parse(readFileSync(CURVES, 'utf8'));
  const [low, high] = [rates[0], rates.at(-1)];
  const all = Object.values(curves);
  return {
    name: 'mnist-mlp',
    least: 1 - Math.max(...all.map((curve) => curve[2])),
    epochs,
    parameters: {
      'architecture[1].Dense.units': { values: units },
      'optimizer.adam.learning_rate': { distribution: 'log_uniform_values', min: low, max: high },
      'training.batch_size': { values: batchSizes },
    },
    curve(values) {
      const [unit, rate, batch] = Object.values(values);
      const place = (log(rate / low) / log(high / low)) * (rates.length - 1);
      const below = Math.min(Math.floor(place), rates.length - 2);
      const [a, b] = [0, 1].map((more) => curves[`${unit} ${batch} ${below + more}`]);
      return a.map((one, epoch) => 1 - (one + (place - below) * (b[epoch] - one)));
    },
  };
}
