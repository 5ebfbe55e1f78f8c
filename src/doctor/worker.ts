import { UserError } from '../errors.js';
import type { Choice } from '../experiment/part.js';
import { type Probed, probe } from './probe.js';

/** What the process that tries an engine answers. */
export type Answer = Probed | { readonly problem: string; readonly hint?: string };

// A process of its own: a library built for another CPU ends the whole process, and the two builds of onnxruntime
// are not unloaded again.
const choice = JSON.parse(process.argv[2]!) as Choice;
const answer: Answer = await probe(choice).catch((error: unknown) => {
  if (!(error instanceof UserError)) return { problem: (error as Error).message };
  const [{ message, hint }] = error.problems as readonly [{ message: string; hint?: string }];
  return { problem: message, ...(hint !== undefined && { hint }) };
});
process.send!(answer, () => process.exit(0));
