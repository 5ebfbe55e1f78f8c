import Table from 'cli-table3';
import type { Summary } from '../../model/summary.js';
import { formatBytes, formatFlops } from '../../report/units.js';
import { formatCount } from '../../training/progress-text.js';

export { formatBytes, formatFlops };

/** The table that Keras's `summary()` prints, with the cost of a step beneath. */
export function modelTable(summary: Summary): string {
  const graph = isGraph(summary.layers);
  const head = ['Layer (type)', 'Output Shape', 'Param #', ...(graph ? ['Connected to'] : [])];
  const table = new Table({
    head,
    colAligns: ['left', 'left', 'right', ...(graph ? ['left' as const] : [])],
    style: { head: [], border: [] },
  });
  for (const layer of summary.layers) {
    const cells = [`${layer.name} (${layer.type})`, keras(layer.output), formatCount(layer.parameters)];
    table.push(graph ? [...cells, layer.inputs.join(', ')] : cells);
  }
  const step = `Training step of ${summary.batchSize}`;
  return [
    `Model: "${summary.name}"`,
    table.toString(),
    ` Total params: ${counted(summary.total)}`,
    ` Trainable params: ${counted(summary.trainable)}`,
    ` Non-trainable params: ${counted(summary.nonTrainable)}`,
    ` ${step}: ${formatFlops(summary.flopsPerStep)}, ${formatBytes(summary.memoryPerStep)} of memory`,
  ].join('\n');
}

/** Whether a layer takes from anything but the one before it. */
function isGraph(layers: Summary['layers']): boolean {
  return layers.some(
    ({ inputs }, i) => inputs.length !== 1 || inputs[0] !== (layers[i - 1]?.name ?? 'input'),
  );
}

/** `(None, 28, 28)`; the first axis is the batch. */
function keras(shape: readonly number[]): string {
  return `(${['None', ...shape].join(', ')})`;
}

const BYTES_PER_WEIGHT = 4;

function counted(parameters: number): string {
  return `${formatCount(parameters)} (${formatBytes(parameters * BYTES_PER_WEIGHT)})`;
}
