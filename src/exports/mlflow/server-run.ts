/** A run as the server has it. */
export interface ServerRun {
  readonly id: string;
  readonly isNew: boolean;
  /** Where its artifacts are, as `mlflow-artifacts:/1/abc/artifacts`. */
  readonly artifacts: string;
  readonly tags: ReadonlyMap<string, string>;
  readonly params: ReadonlyMap<string, string>;
  /** Names of the metrics that it has. */
  readonly metrics: readonly string[];
}
