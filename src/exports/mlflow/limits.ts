/*
 * What MLflow takes, by mlflow/utils/validation.py. Names are held to what it takes on every system: on Windows a colon
 * is none of it.
 */

export const LIMITS = { key: 250, param: 6000, tag: 8000, experiment: 500 } as const;

/** `architecture[0].Dense.units` as `architecture.0.Dense.units`: letters, digits, `_`, `-`, `.` and spaces. */
export function legalName(name: string): string {
  const legal = name.replace(/\[(\d+)\]/g, '.$1').replace(/[^\p{L}\p{N}_.\- ]/gu, '_');
  return cut(/^\.*$/.test(legal) ? `_${legal}` : legal, LIMITS.key);
}

/** A text of at most so many characters; where some are left out it ends in `...`. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 3)}...`;
}
