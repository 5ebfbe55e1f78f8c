/** Keys and indices from the top of an experiment to a value. */
export type Path = readonly (string | number)[];

/** `architecture[1].Dense.units`. */
export function formatPath(path: Path): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else text += text === '' ? key : `.${key}`;
  }
  return text;
}

/** Something wrong with a value, before it is known where that value was written. */
export interface Finding {
  readonly path: Path;
  /** Point at the key rather than at its value: an unknown key. */
  readonly at?: 'key';
  readonly message: string;
  readonly hint?: string;
  /** Another value that this one is at odds with: its line is added to the message. */
  readonly other?: Path;
}

/** Whether a path is another one or leads below it. */
export function isWithin(path: Path, outer: Path): boolean {
  return outer.length <= path.length && outer.every((key, i) => key === path[i]);
}
