import { toYaml } from '../../experiment/index.js';
import type { RunRecord } from '../../runs/index.js';
import type { RunView } from '../gather.js';
import { html, type Markup } from '../markup.js';
import { details, facts, missing, scrolling } from './parts.js';

/** The experiment as it was written, what the command line replaced, and with every default filled in. */
export function configOf({ record, text }: RunView): Markup {
  const overrides = record.overrides.map((one) => html`<li><code>${one}</code></li>`);
  return html`${'value' in text ? code('experiment.yaml', text.value) : missing('experiment.yaml is not shown', text.reason)}
${overrides.length > 0 && html`<p>Replaced on the command line:</p><ul>${overrides}</ul>`}
${details('With every default filled in', code('The resolved experiment', toYaml(record.experiment)))}`;
}

const code = (label: string, text: string) => scrolling(label, html`<pre><code>${text}</code></pre>`);

/** All that numbers and times depend on besides the experiment. */
export function environmentOf(record: RunRecord): Markup {
  const { git, cpu } = record;
  const nulls = Object.entries(record.nulls).map(
    ([path, value]) => html`<li><code>${path}: ${value}</code></li>`,
  );
  const state = git.dirty === null ? '' : git.dirty ? ', with changes that were not committed' : ', clean';
  return html`${facts([
    ['Engine', `${record.engine}, ${record.threads} thread${record.threads === 1 ? '' : 's'}`],
    ...Object.entries(record.versions),
    ['CPU', `${cpu.model}, ${cpu.cores} core${cpu.cores === 1 ? '' : 's'}`],
    ['Instruction sets', cpu.features?.join(' ')],
    ['Image block', record.image_block],
    ['Platform', record.platform],
    ['Git', git.commit === null ? (git.reason ?? 'unknown') : html`<code>${git.commit}</code>${state}`],
    ['Experiment file', html`<code>${record.file}</code>`],
    ['Experiment hash', html`<code>${record.experiment_hash}</code>`],
    ['Data hash', html`<code>${record.data_hash}</code>`],
  ])}${nulls.length > 0 && html`<p>Numbers that were not finite, and stand as null in the record:</p><ul>${nulls}</ul>`}`;
}
