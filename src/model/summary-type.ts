/**
 * What `dlx show` prints: Keras's `summary()`, and what a step costs. In a file of its own, so that the library's
 * declarations do not lead to those of tfjs, which only compile among a browser's.
 */
export interface Summary {
  readonly name: string;
  readonly layers: readonly {
    readonly name: string;
    readonly type: string;
    /** Without the batch axis. */
    readonly output: readonly number[];
    readonly parameters: number;
    readonly inputs: readonly string[];
  }[];
  readonly total: number;
  readonly trainable: number;
  readonly nonTrainable: number;
  readonly batchSize: number;
  readonly flopsPerStep: number;
  /** In bytes. */
  readonly memoryPerStep: number;
}
