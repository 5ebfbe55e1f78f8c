import type { ExportTarget } from './target.js';

export const mlflow: ExportTarget = {
  name: 'mlflow',
  summary: 'Log the runs to an MLflow server (http://...), or into a folder as MLflow keeps runs in files.',
  place: 'DIR|URL',
  open: async (place, env) => (await import('./mlflow/export.js')).exportTo(place, env),
};
