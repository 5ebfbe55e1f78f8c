/** In a file of its own, so that the library's declarations do not lead to those of tfjs. */
export interface ReportOptions {
  /** Whether to run the models over their data, for confusion matrices and worst predictions. */
  readonly predictions: boolean;
  /** Hears of what a page does not show, and why. */
  note?(sentence: string): void;
}
