import { mlflow } from './mlflow.js';
import type { ExportTarget } from './target.js';
import { tensorboard } from './tensorboard.js';

/** Where runs can be exported to. Adding one is a file and a row. */
export const targets: readonly ExportTarget[] = [mlflow, tensorboard];
