import { Document, isCollection, Scalar, visit } from 'yaml';
import type { Experiment } from './types.js';

/** Maps and lists up to this many characters stand on one line, as people write them. */
const ONE_LINE = 96;

/** An experiment as YAML that reads back to the same value. */
export function toYaml(experiment: Experiment): string {
  const document = new Document(experiment, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_key, node) {
      // As an integer it would be refused for its digits.
      const { value } = node;
      if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value))
        node.format = 'EXP';
    },
    Collection(_key, node, path) {
      // The top (below the document only) keeps a line for each key.
      if (path.length > 1 && isCollection(node) && JSON.stringify(node.toJSON()).length <= ONE_LINE)
        node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, defaultStringType: Scalar.PLAIN });
}
