// Makes the engine tfjs-node work where its own install step cannot: that step downloads libtensorflow and an add-on
// for Node from a host that closed networks do not reach. This builds the add-on from the sources in the npm package
// against the libtensorflow inside PyPI's wheel of tensorflow-cpu. Needs Linux, Python 3 with venv, make and a C++17
// compiler; takes half a minute and 250 MB of download, the first time.
//
//   node scripts/tfjs-node.mjs
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensure as ensurePython, made } from './python-env.mjs';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const NAME = '@tensorflow/tfjs-node';

/** The names under which the add-on is linked, and under which it is loaded: those in the wheel. */
const LIBRARIES = {
  'libtensorflow.so': 'libtensorflow_cc.so.2',
  'libtensorflow_framework.so': 'libtensorflow_framework.so.2',
};

/**
 * Builds what is not there yet. Says on stderr what it does, and why where it cannot.
 *
 * @returns {boolean} whether the engine works in the end
 */
export function ensure() {
  const folder = packageFolder();
  if (!folder) return skipped(`${NAME} is not installed: npm ci installs it where it can`);
  if (works()) return true;
  if (process.platform !== 'linux') {
    return skipped(`only Linux is built for here: try npm rebuild ${NAME} --ignore-scripts=false`);
  }
  const tensorflow = wheelFolder();
  if (!tensorflow) return skipped('no tensorflow-cpu, see above');
  say('tfjs-node: building its add-on from sources');
  link(folder, tensorflow);
  if (!build(folder)) return skipped('its add-on could not be built, see above');
  return works() || skipped('its add-on was built, but cannot be loaded');
}

function packageFolder() {
  const folder = path.join(ROOT, 'node_modules', NAME);
  return existsSync(path.join(folder, 'binding.gyp')) ? folder : undefined;
}

/** In a process of its own: a broken add-on can take the process with it. */
function works() {
  const { status } = spawnSync(process.execPath, ['-e', `require(${JSON.stringify(NAME)})`], {
    cwd: ROOT,
    stdio: 'ignore',
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' },
  });
  return status === 0;
}

/** The folder of the package tensorflow: of the environment with Keras, if there is one, else of one without. */
function wheelFolder() {
  const python = made('keras') ?? ensurePython('tensorflow');
  if (!python) return undefined;
  const code = 'import importlib.util as u; print(u.find_spec("tensorflow").submodule_search_locations[0])';
  const { stdout, status } = spawnSync(python, ['-c', code], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

function link(folder, tensorflow) {
  const deps = path.join(folder, 'deps');
  rmSync(deps, { recursive: true, force: true });
  mkdirSync(path.join(deps, 'lib'), { recursive: true });
  symlinkSync(path.join(tensorflow, 'include'), path.join(deps, 'include'));
  for (const [linked, loaded] of Object.entries(LIBRARIES)) {
    for (const name of [linked, loaded]) {
      symlinkSync(path.join(tensorflow, loaded), path.join(deps, 'lib', name));
    }
  }
}

function build(folder) {
  const require = createRequire(path.join(folder, 'package.json'));
  const manifest = require.resolve('@mapbox/node-pre-gyp/package.json');
  const gyp = path.join(path.dirname(manifest), 'bin', 'node-pre-gyp');
  const { status, stdout, stderr, error } = spawnSync(
    process.execPath,
    [gyp, 'install', '--build-from-source'],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, ...headers() } },
  );
  if (status === 0) return true;
  say(error?.message ?? `${stdout}${stderr}`.trimEnd().split('\n').slice(-40).join('\n'));
  return false;
}

/** Node's headers, where they lie beside it as in every download of it: node-gyp would fetch them otherwise. */
function headers() {
  const root = path.dirname(path.dirname(process.execPath));
  const isThere = existsSync(path.join(root, 'include', 'node', 'node_api.h'));
  return isThere ? { npm_config_nodedir: root } : {};
}

function skipped(reason) {
  say(`tfjs-node: NOT AVAILABLE (${reason}); whatever needs it is left out`);
  return false;
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const isThere = ensure();
  if (isThere) say('tfjs-node: ready');
  process.exitCode = isThere ? 0 : 4;
}
