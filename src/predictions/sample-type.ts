/** How to go on with a text. */
export interface SampleOptions {
  /** What stands in front; absent: the first row of the test split. */
  readonly prompt?: string;
  /** Tokens to put out. */
  readonly length: number;
  /** Below 1 likely tokens get likelier, above 1 all get more alike; 0 takes the likeliest. */
  readonly temperature: number;
  readonly seed: number;
  readonly signal?: AbortSignal;
}

/** A text that the model of a run has gone on with. */
export interface Sample {
  /** Id of the run. */
  readonly run: string;
  /** As the model has it: standardized as the experiment says, tokens that it does not know as [UNK]. */
  readonly prompt: string;
  /** What the model puts behind it, ... */
  readonly continuation: string;
  /** ... and both together. */
  readonly text: string;
  readonly tokens: number;
  readonly temperature: number;
  readonly seed: number;
  /** Where the weights come from, in words. */
  readonly weights: string;
}
