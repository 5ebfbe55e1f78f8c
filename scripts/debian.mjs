// Debian packages that some tests need: data sets and tools that npm does not have. dlx itself needs none.
//
//   node scripts/debian.mjs dataset-fashion-mnist      installs it if it is not there and if that can be done
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

/** An unreachable mirror and another apt-get are waited for, but not for ever. */
const PATIENCE = ['Acquire::Retries=1', 'Acquire::http::Timeout=20', 'DPkg::Lock::Timeout=120'].map(
  (option) => `-o${option}`,
);

/**
 * Installs what is not there with apt-get. Says on stderr what it does, and what is left out where it cannot:
 * another system, neither root nor sudo without a password, no network.
 *
 * @param {readonly string[]} names of packages
 * @returns {string[]} those that are not there in the end
 */
export function ensure(names) {
  const missing = names.filter((name) => !isInstalled(name));
  if (missing.length === 0) return [];
  const left = missing.join(' ');
  const prefix = privilege();
  if (!works('apt-get', ['--version'])) return skipped(missing, 'there is no apt-get on this system');
  if (!prefix) return skipped(missing, `root is needed: sudo apt-get install ${left}`);
  say(`debian packages: installing ${left}`);
  const aptGet = (...args) => run(prefix, 'apt-get', '-qq', ...PATIENCE, ...args);
  // One at a time: a name that is not known keeps apt-get from installing the others.
  const install = (name) => isInstalled(name) || aptGet('install', '-y', '--no-install-recommends', name);
  // Lists of packages may be absent, as in a fresh container, or old.
  if (!missing.every(install)) {
    aptGet('update');
    missing.forEach(install);
  }
  const still = missing.filter((name) => !isInstalled(name));
  return still.length === 0 ? [] : skipped(still, 'apt-get could not install them, see above');
}

function isInstalled(name) {
  const { stdout } = spawnSync('dpkg-query', ['-s', name], { encoding: 'utf8' });
  return /^Status: install ok installed$/m.test(stdout ?? '');
}

/** Words to put before a command that needs root; undefined where there is no way without a password. */
function privilege() {
  if (process.getuid?.() === 0) return [];
  return works('sudo', ['-n', 'true']) ? ['sudo', '-n'] : undefined;
}

const works = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** The variable is set behind sudo, which does not pass it on. */
function run(prefix, ...command) {
  const [first, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', ...command];
  return spawnSync(first, rest, { stdio: ['ignore', 2, 2] }).status === 0;
}

function skipped(names, reason) {
  say(`debian packages: NOT AVAILABLE: ${names.join(', ')} (${reason}); whatever needs them is left out`);
  return names;
}

const say = (line) => process.stderr.write(`${line}\n`);

function main(names) {
  if (names.length === 0 || names.some((name) => !/^[a-z0-9][a-z0-9+.-]+$/.test(name))) {
    say(
      `usage: node scripts/debian.mjs NAME..., names of Debian packages; found ${names.join(' ') || 'none'}`,
    );
    return 2;
  }
  return ensure(names).length === 0 ? 0 : 4;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = main(process.argv.slice(2));
}
