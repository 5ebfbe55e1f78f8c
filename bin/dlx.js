#!/usr/bin/env node
// Plain JavaScript that every Node can parse: an old one must be able to read the message below.
import { existsSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const entry = join(root, 'dist', 'cli.js');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 15)) {
  stop(
    2,
    `dlx needs Node 20.15 or newer, found ${process.versions.node}: install it from https://nodejs.org`,
  );
}

// compiled code is kept between starts (Node 22 and later)
if (module.enableCompileCache) module.enableCompileCache();

// in a checkout, what is missing or stale is built first; a package comes built
const inCheckout = existsSync(join(root, 'src'));
if (inCheckout) {
  if (!existsSync(join(root, 'node_modules'))) {
    stop(2, `dlx finds none of its packages in ${root}: run \`npm ci\` there`);
  }
  const { buildIfStale } = await import(pathToFileURL(join(root, 'scripts', 'build.mjs')).href);
  await buildIfStale();
}
if (!existsSync(entry)) {
  stop(
    4,
    `dlx is incomplete: ${entry} is missing. ${inCheckout ? 'Run `node scripts/build.mjs`' : 'Install it again'}`,
  );
}

const { main } = await import(pathToFileURL(entry).href);
await main(process.argv.slice(2), root);

function stop(code, message) {
  console.error(message);
  process.exit(code);
}
