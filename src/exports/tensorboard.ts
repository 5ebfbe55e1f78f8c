import type { ExportTarget } from './target.js';

export const tensorboard: ExportTarget = {
  name: 'tensorboard',
  summary: 'Write event files for `tensorboard --logdir DIR`.',
  place: 'DIR',
  open: async (place) => (await import('./tensorboard/export.js')).exportTo(place),
};
