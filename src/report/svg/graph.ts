import { type graphlib as Graphs, graphlib, layout } from '@dagrejs/dagre';
import { line } from 'd3-shape';
import { html, type Markup } from '../markup.js';

/** A box, with the boxes that lead to it. */
export interface GraphNode {
  readonly name: string;
  /** Lines under the name. */
  readonly lines: readonly string[];
  readonly inputs: readonly string[];
}

export interface GraphPicture {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly nodes: readonly GraphNode[];
}

/** Of the page's letters in boxes, on average; longer texts are cut. */
const CHARACTER = 7.4;
const LONGEST = 40;
const LINE = 17;
const PADDING = 12;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Boxes from top to bottom with arrows between them: each below all that lead to it. */
export function graphPicture({ id, title, description, nodes }: GraphPicture): Markup {
  const graph = arranged(nodes);
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  const path = line<{ x: number; y: number }>(
    (point) => point.x,
    (point) => point.y,
  ).digits(1);
  const edges = (graph.edges() as { v: string; w: string }[]).map((edge) => {
    const { points } = graph.edge(edge) as { points: { x: number; y: number }[] };
    return html`<path class="edge" d="${path(points)}" marker-end="url(#${id}-arrow)"/>`;
  });
  const boxes = nodes.map((node, i) => boxOf(node, graph.node(String(i)) as Box));
  return html`<svg class="graph" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}" width="${Math.ceil(width)}" height="${Math.ceil(height)}" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-desc">
<title id="${id}-title">${title}</title><desc id="${id}-desc">${description}</desc>
<defs><marker id="${id}-arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M0 0L8 4L0 8Z"/></marker></defs>
${edges}${boxes}
</svg>`;
}

/** Nodes by their number: names may be anything. */
function arranged(nodes: readonly GraphNode[]): Graphs.Graph {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: 28, ranksep: 30, marginx: 4, marginy: 4 });
  graph.setDefaultEdgeLabel(() => ({}));
  const number = new Map(nodes.map(({ name }, i) => [name, String(i)]));
  for (const [i, { name, lines }] of nodes.entries()) {
    const longest = Math.max(...[name, ...lines].map((text) => short(text).length));
    const width = Math.max(90, longest * CHARACTER + 2 * PADDING);
    graph.setNode(String(i), { width, height: (1 + lines.length) * LINE + PADDING });
  }
  for (const [i, { inputs }] of nodes.entries()) {
    for (const input of inputs) {
      const from = number.get(input);
      if (from !== undefined) graph.setEdge(from, String(i));
    }
  }
  layout(graph);
  return graph;
}

function boxOf({ name, lines }: GraphNode, { x, y, width, height }: Box): Markup {
  const top = y - height / 2;
  const texts = [name, ...lines].map((text, i) => {
    const at = top + PADDING / 2 + LINE * (i + 0.72);
    return html`<text class="${i === 0 ? 'name' : 'note'}" x="${x.toFixed(1)}" y="${at.toFixed(1)}">${short(text)}</text>`;
  });
  return html`<g class="box"><rect x="${(x - width / 2).toFixed(1)}" y="${top.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}" rx="6"/>${texts}</g>`;
}

const short = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);
