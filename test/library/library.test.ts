import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../runs/temporary.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const experiment = join(root, 'experiments', 'dense-classifier.yaml');

/** Runs a module that imports the built library as `dlx`; returns what it prints. */
function program(text: string, ...words: string[]): string {
  const library = pathToFileURL(join(root, 'dist', 'index.js')).href;
  const code = text.replace("'dlx'", `'${library}'`);
  const command = ['--input-type=module', '--eval', code, '--', ...words];
  const { stdout, stderr, status } = spawnSync(process.execPath, command, {
    cwd: temporaryFolder(),
    encoding: 'utf8',
  });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout;
}

// bin/dlx.js builds what is stale
beforeAll(() => {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'bin', 'dlx.js'), '--version']);
  expect(status, String(stderr)).toBe(0);
});

test('importing it loads neither tfjs nor onnxruntime, and takes a moment', () => {
  const printed = program(`
    const begun = performance.now();
    const dlx = await import('dlx');
    const loaded = process.moduleLoadList.filter((name) => /onnxruntime|tfjs/.test(name));
    const binaries = process.report.getReport().sharedObjects.filter((file) => /onnxruntime|tensorflow/.test(file));
    console.log(JSON.stringify({ names: Object.keys(dlx), loaded, binaries, ms: performance.now() - begun,
      tfjs: globalThis._tfengine !== undefined }));
  `);
  const { names, loaded, binaries, ms, tfjs } = JSON.parse(printed);
  expect({ loaded, binaries, tfjs }).toEqual({ loaded: [], binaries: [], tfjs: false });
  expect(ms).toBeLessThan(1000);
  expect(names.sort()).toMatchInlineSnapshot(`
    [
      "EXIT",
      "UserError",
      "bestOfSweep",
      "checkExperiments",
      "exportRuns",
      "findLearningRate",
      "findRepeat",
      "findRun",
      "findSweep",
      "formatProblem",
      "listRuns",
      "loadExperiment",
      "passed",
      "readRun",
      "repeatExperiment",
      "report",
      "reportSweep",
      "resumeRun",
      "runExperiment",
      "runSweep",
      "sampleText",
      "showModel",
      "validateFiles",
      "verifyRun",
      "version",
    ]
  `);
});

test('runs an experiment: the record on disk is the record returned, and the listener heard every epoch', () => {
  const printed = program(
    `
    import { readFileSync } from 'node:fs';
    import { findRun, listRuns, passed, runExperiment } from 'dlx';
    const heard = [];
    const listener = { start: () => heard.push('start'), batch() {}, epoch: (e) => heard.push(e.epoch), end: () => heard.push('end') };
    const [file] = process.argv.slice(1);
    const { record, folder } = await runExperiment(file, { overrides: ['training.epochs=2', 'engine={onnx: {threads: 1}}'], listener });
    const again = await runExperiment(file, { overrides: ['training.epochs=2', 'engine={onnx: {threads: 1}}'], runsDir: 'runs' });
    console.log(JSON.stringify({ heard, same: JSON.stringify(findRun('runs', record.id).record) === JSON.stringify(record),
      passed: passed(record), folder, status: record.status, runs: listRuns('runs').runs.length, previous: again.previous.id === record.id,
      equal: JSON.stringify(again.record.metrics) === JSON.stringify(record.metrics) }));
  `,
    experiment,
  );
  expect(JSON.parse(printed)).toMatchObject({
    heard: ['start', 1, 2, 'end'],
    same: true,
    passed: true,
    status: 'completed',
    runs: 2,
    previous: true,
    equal: true,
    folder: expect.stringMatching(/^runs.\d{8}T\d{6}Z-dense-classifier-[0-9a-f]{8}$/),
  });
});

test('an aborted run is recorded as interrupted', () => {
  const printed = program(
    `
    import { runExperiment } from 'dlx';
    const controller = new AbortController();
    const listener = { start() {}, batch() {}, epoch: () => controller.abort(), end() {} };
    const { record } = await runExperiment(process.argv[1], { listener, signal: controller.signal, runsDir: 'mine' });
    console.log(record.status, record.epochs);
  `,
    experiment,
  );
  expect(printed).toBe('interrupted 1\n');
});

test('shows, validates and loads; mistakes are UserErrors of this module', () => {
  const printed = program(
    `
    import { EXIT, loadExperiment, showModel, UserError, validateFiles } from 'dlx';
    const [file] = process.argv.slice(1);
    const { summary, graph } = await showModel(file, ['architecture[0].Dense.units=8']);
    const [checked, missing] = await validateFiles([file, 'none.yaml']);
    const loaded = await loadExperiment(file);
    const error = await loadExperiment(file, ['loss=none']).catch((e) => e);
    console.log(JSON.stringify({ total: summary.total, graph: (await graph()).includes('Gemm'), valid: checked.problems.length,
      missing: missing.problems[0].message, name: loaded.value.name, hash: loaded.hash.length,
      error: error instanceof UserError && error.exitCode === EXIT.usage && error.problems[0].key }));
  `,
    experiment,
  );
  expect(JSON.parse(printed)).toEqual({
    total: 100 * 8 + 8 + 8 * 10 + 10,
    graph: true,
    valid: 0,
    missing: 'there is no such file',
    name: 'dense-classifier',
    hash: 64,
    error: 'loss',
  });
});
