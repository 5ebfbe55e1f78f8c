import { formatCount } from '../../training/progress-text.js';
import type { LayerView, ModelView } from '../gather.js';
import { html, type Markup } from '../markup.js';
import { graphPicture } from '../svg/graph.js';
import { formatBytes, formatFlops } from '../units.js';
import { details, facts, missing, scrolling, table } from './parts.js';

/** More boxes are no picture; the table has them all. */
const MOST_LAYERS = 400;

/** The graph of layers with what it costs, and the same as a table. */
export function modelOf({ layers, input, summary }: ModelView, prefix: string): Markup {
  const known = 'value' in summary ? summary.value : undefined;
  const cost = known
    ? facts([
        ['Parameters', formatCount(known.total)],
        ['Trainable', formatCount(known.trainable)],
        ['Not trainable', known.nonTrainable > 0 && formatCount(known.nonTrainable)],
        [
          `Training step of ${known.batchSize}`,
          `${formatFlops(known.flopsPerStep)}, ${formatBytes(known.memoryPerStep)}`,
        ],
      ])
    : 'reason' in summary && missing('Shapes and parameters are not shown', summary.reason);
  return html`${cost}
${layers.length <= MOST_LAYERS && picture(layers, input, prefix)}
${details('Layers as a table', layersTable(layers, input))}`;
}

function picture(layers: readonly LayerView[], input: readonly number[] | undefined, prefix: string): Markup {
  const boxes = layers.map(({ name, type, inputs, output, parameters }) => ({
    name,
    inputs,
    lines: [
      output ? `${type} (${shape(output)})` : type,
      ...(parameters ? [`${formatCount(parameters)} parameters`] : []),
    ],
  }));
  // What is neither a layer nor the whole row is a name in `data.inputs`.
  const names = new Set(['input', ...layers.map(({ name }) => name)]);
  const groups = new Set(layers.flatMap(({ inputs }) => inputs.filter((name) => !names.has(name))));
  const columns = [...groups].map((name) => ({ name, lines: ['columns of the input'], inputs: ['input'] }));
  const nodes = [
    { name: 'input', lines: input ? [`(${shape(input)})`] : [], inputs: [] },
    ...columns,
    ...boxes,
  ];
  const description = 'Layers from the input at the top to the output at the bottom; the table has the same.';
  const drawn = graphPicture({ id: `${prefix}-graph`, title: 'Graph of layers', description, nodes });
  return scrolling('Graph of layers', drawn);
}

function layersTable(layers: readonly LayerView[], input: readonly number[] | undefined): Markup {
  const rows = layers.map(({ name, type, inputs, output, parameters }) => [
    name,
    type,
    shape(output),
    parameters === undefined ? '–' : formatCount(parameters),
    inputs.join(', '),
  ]);
  return table({
    caption: 'Layers in the order in which they are computed',
    columns: [
      { name: 'layer' },
      { name: 'type' },
      { name: 'output shape' },
      { name: 'parameters', numeric: true },
      { name: 'takes' },
    ],
    rows: [['input', '', shape(input), '0', ''], ...rows],
  });
}

/** `28×28×1`: one sample, without the batch. */
const shape = (axes: readonly number[] | undefined) =>
  axes === undefined ? '' : axes.length === 0 ? 'one number' : axes.join('×');
