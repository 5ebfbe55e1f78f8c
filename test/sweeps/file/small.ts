export const EXPERIMENT = `name: small
data:
  dataset: {synthetic_classification: {samples: 100, features: 4, classes: 3}}
  split: {validation: 0.2}
architecture:
  - Dense: {units: 8, activation: relu, name: h1}
  - Dense: {units: 3, activation: softmax}
loss: sparse_categorical_crossentropy
optimizer: adam
metrics: [accuracy]
`;

export const SWEEP = `experiment: small.yaml
method: bayes
metric: {name: val_accuracy}
parameters:
  training.epochs: {value: 3}
  architecture.h1.units: {values: [4, 8, 16]}
  optimizer.adam.learning_rate: {distribution: log_uniform_values, min: 1e-4, max: 1e-1}
  training.batch_size: {min: 8, max: 64}
early_terminate: {type: hyperband, min_iter: 1}
run_cap: 20
seed: 3
`;
