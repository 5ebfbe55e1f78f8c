/** The `path` of a source. `what` begins its description. */
export function pathOption<const S extends string>(what: S) {
  return {
    type: 'string',
    minLength: 1,
    description: `${what}; relative paths start at the experiment file, npm:NAME/PATH is a file of an npm package.`,
  } as const;
}
