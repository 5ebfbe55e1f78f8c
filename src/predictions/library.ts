import type { Sample, SampleOptions } from './sample-type.js';

const DEFAULTS = { length: 200, temperature: 1, seed: 0 };

/**
 * Goes on with a text as `dlx sample` does. `run`: an id, a unique beginning of one, `last`, a name, or a path.
 *
 * @throws UserError for a run that is not there or is no language model, and a prompt that it cannot take.
 */
export async function sampleText(
  run: string,
  options: Partial<SampleOptions> & { readonly runsDir?: string } = {},
): Promise<Sample> {
  const { runsDir = 'runs', ...rest } = options;
  const [{ findRun }, { sampleRun }] = await Promise.all([import('../runs/find.js'), import('./sample.js')]);
  return sampleRun(findRun(runsDir, run), { ...DEFAULTS, ...rest });
}
