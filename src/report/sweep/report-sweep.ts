/**
 * A report on a sweep as `dlx report --sweep` makes it: a whole HTML document that needs nothing else.
 *
 * @param sweep an id, a unique beginning of one, `last`, a name, or a path.
 * @throws UserError for a sweep that is not there.
 */
export async function reportSweep(
  sweep: string,
  { runsDir = 'runs' }: { readonly runsDir?: string } = {},
): Promise<string> {
  const [{ findSweep }, { makeSweepReport }] = await Promise.all([
    import('../../sweeps/record/find.js'),
    import('./report.js'),
  ]);
  return makeSweepReport(findSweep(runsDir, sweep)).html;
}
