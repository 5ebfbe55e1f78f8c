import type { RunRecord } from '../../runs/record.js';

/**
 * What to know about a run that WebAssembly computed because the native runtime could not be used; nothing where
 * it was asked for (`wish`: DLX_ONNXRUNTIME).
 */
export function runtimeNote(
  { versions, platform }: Pick<RunRecord, 'versions' | 'platform'>,
  wish: string | undefined,
): string | undefined {
  const web = versions['onnxruntime-web'];
  if (web === undefined || wish) return undefined;
  return (
    `computed with onnxruntime-web ${web}, because onnxruntime-node, which is several times faster, is not ` +
    `installed or does not run on ${platform}; \`npm install --ignore-scripts\` installs it where it exists`
  );
}
