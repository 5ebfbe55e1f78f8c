import { Command, Flags } from '@oclif/core';
import { file, json, overrides } from './flags.js';
import { print } from './output.js';

export class show extends Command {
  static override summary = 'Show the model of an experiment: layers, shapes, parameters, cost of a step.';
  static override description =
    `Prints the model as a table like Keras's summary(), with the floating-point operations and the memory of
a training step. With --resolved, --graph or --onnx, shows that instead.`;
  static override examples = [
    '<%= config.bin %> show experiments/mnist-mlp.yaml',
    '<%= config.bin %> show experiments/mnist-mlp.yaml --resolved',
    '<%= config.bin %> show experiments/mnist-mlp.yaml training.batch_size=128 --onnx step.onnx',
  ];
  static override args = { FILE: file, 'path=value': overrides };
  static override flags = {
    resolved: Flags.boolean({
      description: 'Print the experiment with every default filled in.',
      exclusive: ['graph', 'onnx'],
    }),
    graph: Flags.boolean({
      description: 'Print the graph of a training step.',
      exclusive: ['resolved', 'onnx'],
    }),
    onnx: Flags.string({
      helpValue: 'FILE',
      description: 'Write the training step that will run as an ONNX model.',
    }),
    json,
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(show);
    const { showModel } = await import('../pipeline.js');
    const shown = await showModel(args.FILE, args['path=value'] ?? []);
    if (flags.onnx !== undefined) {
      await shown.onnx(flags.onnx);
      const said = flags.json ? JSON.stringify({ onnx: flags.onnx }, null, 2) : `wrote ${flags.onnx}`;
      print(process.stdout, said);
    } else if (flags.graph) {
      const graph = await shown.graph();
      print(process.stdout, flags.json ? JSON.stringify({ graph }, null, 2) : graph);
    } else if (flags.resolved) {
      const said = flags.json ? JSON.stringify(shown.experiment, null, 2) : shown.resolvedYaml;
      print(process.stdout, said);
    } else {
      const { modelTable } = await import('./present/model.js');
      const said = flags.json ? JSON.stringify(shown.summary, null, 2) : modelTable(shown.summary);
      print(process.stdout, said);
    }
  }
}
