/**
 * A place that several machines reach: files by key, such as `sweep-.../12/0/result.json`. Keys hold no `..` and do not
 * begin with a slash. Methods throw a UserError (exit 4) where the place does not do its part, after they have tried again
 * what may work a moment later.
 */
export interface Store {
  /** Where it is, for messages: nothing in it is secret. */
  readonly place: string;
  /** Copies a file of this machine to a key that nobody else writes. */
  put(key: string, file: string): Promise<void>;
  /** Copies what stands at a key into a new file of this machine; false where nothing does. */
  get(key: string, file: string): Promise<boolean>;
  /** Makes a text appear at a key, whole; false where something stands there. Of several that try, one succeeds. */
  create(key: string, text: string): Promise<boolean>;
  /** The same, in the place of what stands there. */
  replace(key: string, text: string): Promise<void>;
  /** The text at a key; undefined where nothing stands. */
  read(key: string): Promise<string | undefined>;
  /** All keys that begin so. */
  list(beginning: string): Promise<readonly string[]>;
  /** Keys that do not exist are no error. */
  remove(keys: readonly string[]): Promise<void>;
}

/** A kind of store, and which places are of it. */
export interface StoreKind {
  readonly name: string;
  /** What a user writes: for messages. */
  readonly example: string;
  /** Whether a place, as given to `--store`, is meant to be of this kind. */
  means(place: string): boolean;
  /** Throws a UserError (exit 2) for a place that cannot be; it shows nothing secret. */
  open(place: string, env: Env): Promise<Store>;
}

export type Env = { readonly [name: string]: string | undefined };

/** A text of a record is no larger than this. */
export const MOST_TEXT_BYTES = 2 ** 24;
