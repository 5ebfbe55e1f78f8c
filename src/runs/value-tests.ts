/** Tests of what JSON holds, put together to the shape of a record. They say no to whatever is of another kind. */

export type Test = (value: unknown) => boolean;
export type Unknown = { readonly [key: string]: unknown };

export const isText: Test = (value) => typeof value === 'string';
export const isNumber: Test = (value) => typeof value === 'number';
export const isMap = (value: unknown): value is Unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const orNull =
  (test: Test): Test =>
  (value) =>
    value === null || test(value);
export const listOf =
  (item: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(item);
export const mapOf =
  (item: Test): Test =>
  (value) =>
    isMap(value) && Object.values(value).every(item);
/** A map with these keys; others do not matter. */
export const having =
  (tests: { readonly [key: string]: Test }): Test =>
  (value) =>
    isMap(value) && Object.entries(tests).every(([key, test]) => test(value[key]));

/** A number, or null in the place of one that was not finite. */
export const isValue = orNull(isNumber);
export const isTexts = listOf(isText);
