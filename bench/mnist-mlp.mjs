// experiments/mnist-mlp.yaml beside PyTorch, Keras 3 and tfjs-node: an epoch, and the whole process for 5.
// node bench/mnist-mlp.mjs [--rounds N] [--epochs N] [--write]   (--write: into the README's table)
import { parseArgs } from 'node:util';
import { contest, median, ratio, ratioOfEpochs } from './contest.mjs';
import { dlxContestant } from './dlx.mjs';
import { pythonPeer, tfjsPeer } from './peers.mjs';
import { machine, report } from './readme.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    epochs: { type: 'string', default: '5' },
    write: { type: 'boolean', default: false },
  },
});
const { rounds, epochs } = values;

const results = contest(
  [
    dlxContestant('mnist-mlp.yaml', `training.epochs=${epochs}`),
    ...pythonPeer('PyTorch', 'torch', 'mlp_torch.py', epochs),
    ...pythonPeer('Keras 3', 'keras', 'mlp_keras.py', epochs),
    ...(await tfjsPeer('mlp_tfjs.mjs', epochs)),
  ],
  Number(rounds),
);
const ours = results.get('dlx');
results.delete('dlx');
const lines = [`| dlx beside | epoch | process, ${epochs} epochs | test accuracy |`, '|---|---|---|---|'];
for (const theirs of results.values()) {
  const whole = ratio(ours.process, theirs.process);
  const accuracy = `${median(ours.accuracy).toFixed(3)} beside ${median(theirs.accuracy).toFixed(3)}`;
  lines.push(
    `| ${theirs.version} | ${ratioOfEpochs(ours, theirs).toFixed(2)} | ${whole.toFixed(2)} | ${accuracy} |`,
  );
}
const about = `Time of dlx divided by the other's (less is faster): median of ${rounds} rounds in turn, ${machine()}. \`node bench/mnist-mlp.mjs\``;
report('mnist-mlp', about, lines, values.write);
