// node test/tfjs/run.mjs [--write | --json] [pattern of files]: tfjs-core's own tests on the backend dlx.
import { writeFileSync } from 'node:fs';
import { loadTests } from './bundle.mjs';
import { leftOut } from './left-out.mjs';
import { page, summaryLine } from './page.mjs';

const [write, json] = ['--write', '--json'].map((flag) => process.argv.includes(flag));
const pattern = new RegExp(process.argv.slice(2).find((one) => !one.startsWith('--')) ?? '');
const { runTests, fallbacks } = await loadTests();

const result = {
  passed: 0,
  ran: 0,
  plain: 0,
  failed: [],
  left: new Map(leftOut.map(({ reason }) => [reason, 0])),
};
const reasonOf = (about) => leftOut.find(({ fits }) => fits(about))?.reason;
// tfjs warns of what its tests provoke.
console.warn = () => {};
console.error = () => {};
await runTests(
  (about) => pattern.test(about.file) && reasonOf(about) === undefined,
  (one) => {
    if (!pattern.test(one.file)) return;
    if (!one.ran) {
      const reason = reasonOf(one);
      result.left.set(reason, result.left.get(reason) + 1);
      return;
    }
    result.ran++;
    if (one.error)
      result.failed.push({
        file: one.file,
        title: one.title,
        message: String(one.error.message ?? one.error),
      });
    else {
      result.passed++;
      if (one.kernels.some((name) => name in fallbacks)) result.plain++;
    }
  },
);
const text = page(result, fallbacks);
if (write) writeFileSync(new URL('../../docs/tfjs-tests.md', import.meta.url), text);
if (json)
  process.stdout.write(
    JSON.stringify({
      passed: result.passed,
      ran: result.ran,
      line: summaryLine(result),
      failed: result.failed,
    }),
  );
else {
  for (const { file, title, message } of result.failed)
    console.log(`${file}: ${title}\n    ${message.slice(0, 200)}`);
  console.log(summaryLine(result));
}
// Timers of tests that were given up would keep the process.
process.exit(0);
