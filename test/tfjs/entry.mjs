// Bundled with tfjs-core's tests by bundle.mjs, so that they and the backend share one tfjs-core.

import { ENGINE } from '@tensorflow/tfjs-core/dist/engine.js';
import { setTestEnvs } from '@tensorflow/tfjs-core/dist/jasmine_util.js';
import files from 'tfjs-core-tests';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js';
import { BACKEND, useBackend } from '../../src/lazy/register.js';

export { fallbacks } from '../../src/lazy/fallbacks.js';

import { restoreSpies, setFile, specs } from './jasmine.mjs';

const chain = (suite) => (suite ? [...chain(suite.parent), suite] : []);
const title = ({ suite, name }) =>
  [...chain(suite).map((one) => one.name), name].filter(Boolean).join(' ').replace(` ${BACKEND} {}`, '');
const within = (promise) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('took too long')), 20_000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};
const call = (run) =>
  run.length === 0 ? run() : new Promise((resolve, reject) => run(Object.assign(resolve, { fail: reject })));

async function attempt(spec) {
  const suites = chain(spec.suite);
  let error;
  const step = async (run) => {
    try {
      await within(call(run));
    } catch (thrown) {
      error ??= thrown;
    }
  };
  for (const suite of suites) for (const hook of suite.beforeEach) await step(hook);
  if (!error) await step(spec.run);
  for (const suite of suites.toReversed()) for (const hook of suite.afterEach.toReversed()) await step(hook);
  restoreSpies();
  return error;
}

/** Runs every test that `only` admits; tells `told` of each: file, title, error if it failed, kernels used. */
export async function runTests(only, told) {
  await useBackend();
  setTestEnvs([{ name: BACKEND, backendName: BACKEND, isDataSync: true }]);
  for (const [name, load] of Object.entries(files)) {
    setFile(name);
    await load();
  }
  const open = [];
  const close = async (keep) => {
    while (open.length > keep) for (const hook of open.pop().afterAll) await hook();
  };
  for (const spec of specs) {
    const about = { file: spec.file, title: title(spec), pending: spec.pending === true };
    if (about.pending || !only(about)) {
      told(about);
      continue;
    }
    const suites = chain(spec.suite);
    let shared = 0;
    while (open[shared] && open[shared] === suites[shared]) shared++;
    await close(shared);
    for (const suite of suites.slice(shared)) {
      for (const hook of suite.beforeAll) await hook();
      open.push(suite);
    }
    const kernels = new Set();
    const run = ENGINE.runKernel;
    ENGINE.runKernel = function (kernel, ...rest) {
      kernels.add(kernel);
      return run.call(this, kernel, ...rest);
    };
    const started = performance.now();
    const error = await attempt(spec);
    delete ENGINE.runKernel;
    told({ ...about, ran: true, error, kernels: [...kernels], ms: performance.now() - started });
  }
  await close(0);
}
