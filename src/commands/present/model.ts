import Table from 'cli-table3';
import type { Summary } from '../../model/summary.js';
import { formatCount } from '../../training/progress-text.js';

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

/** `397.54 KB`, in powers of 1024, as Keras does. */
export function formatBytes(bytes: number): string {
  return scaled(bytes, 1024, ['B', 'KB', 'MB', 'GB', 'TB', 'PB']);
}

/** `39.14 MFLOPs` */
export function formatFlops(flops: number): string {
  return scaled(flops, 1000, ['FLOPs', 'kFLOPs', 'MFLOPs', 'GFLOPs', 'TFLOPs', 'PFLOPs']);
}

function scaled(value: number, base: number, units: readonly string[]): string {
  let size = value;
  let unit = 0;
  while (size >= base && unit < units.length - 1) {
    size /= base;
    unit++;
  }
  return `${unit === 0 ? size : size.toFixed(2)} ${units[unit]}`;
}
