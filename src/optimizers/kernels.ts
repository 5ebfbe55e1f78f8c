/** What a kernel takes: lengths, addresses, then the numbers of its formula. */
type Kernel<Takes extends readonly number[]> = (...takes: Takes) => void;
/** Length of the vectors, and the addresses of parameters and gradient. */
type Start = [size: number, param: number, gradient: number];
type Moments = [momentum: number, velocity: number];
type Rates = [rate1: number, rate2: number];
type Square = [learningRate: number, rho: number, rest: number, epsilon: number];
type Momentum = Kernel<[...Start, velocity: number, learningRate: number, momentum: number]>;

/** The compiled kernels (assembly/, where their formulas are). Addresses are bytes into the vectors' memory. */
export interface UpdateKernels {
  accumulate: Kernel<[size: number, accumulator: number, gradient: number]>;
  adadelta: Kernel<[...Start, gradients: number, updates: number, ...Square]>;
  adagrad: Kernel<[...Start, accumulator: number, learningRate: number, epsilon: number]>;
  adam: Kernel<[...Start, ...Moments, alpha: number, ...Rates, epsilon: number]>;
  adamax: Kernel<
    [
      ...Start,
      momentum: number,
      norm: number,
      learningRate: number,
      rate1: number,
      beta2: number,
      correction: number,
      epsilon: number,
    ]
  >;
  amsgrad: Kernel<[...Start, ...Moments, largest: number, alpha: number, ...Rates, epsilon: number]>;
  blend: Kernel<[size: number, average: number, param: number, keep: number, take: number]>;
  clamp: Kernel<[size: number, gradient: number, limit: number]>;
  decay: Kernel<[size: number, param: number, weightDecay: number, learningRate: number]>;
  ftrl: Kernel<
    [
      ...Start,
      accumulator: number,
      linear: number,
      learningRate: number,
      power: number,
      l1: number,
      l2: number,
      shrink: number,
    ]
  >;
  lamb: Kernel<
    [
      size: number,
      gradient: number,
      ...Moments,
      ...Rates,
      correction1: number,
      correction2: number,
      epsilon: number,
    ]
  >;
  lion: Kernel<
    [
      ...Start,
      momentum: number,
      learningRate: number,
      beta1: number,
      rate1: number,
      beta2: number,
      rate2: number,
    ]
  >;
  /** Bits of the largest absolute value, which as integers stand in the order of the numbers: infinity, then NaN above all. */
  magnitude(vector: number, size: number): number;
  nadam: Kernel<
    [
      ...Start,
      ...Moments,
      learningRate: number,
      ...Rates,
      next: number,
      nextRest: number,
      now: number,
      nowRest: number,
      correction: number,
      epsilon: number,
    ]
  >;
  rmsprop: Kernel<[...Start, velocity: number, ...Square]>;
  rmspropCentered: Kernel<
    [...Start, velocity: number, mean: number, momentum: number, ...Square, part: number]
  >;
  rmspropMomentum: Kernel<[...Start, velocity: number, momentum: number, ...Square, part: number]>;
  scale: Kernel<[size: number, gradient: number, factor: number]>;
  sgd: Kernel<[...Start, learningRate: number]>;
  sgdMomentum: Momentum;
  sgdNesterov: Momentum;
  /** The sum of squares, in float64. */
  squares(size: number, vector: number): number;
  takeMean: Kernel<[size: number, accumulator: number, gradient: number, steps: number]>;
}
