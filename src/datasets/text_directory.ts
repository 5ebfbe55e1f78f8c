import { statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.js';
import type { OptionSchema, OptionsOf } from '../experiment/part.js';
import { defineDataset } from './dataset.js';
import { type DataFile, dataFile } from './files/file.js';
import { encodingOption, filesOf, fits, namesIn, readText } from './files/texts.js';
import { vectorizationOptions } from './text/vectorization.js';
import { documentsOf, fitVocabulary, vectorSpec } from './text/vectorize.js';

const KEY = 'data.dataset.text_directory';

const options = {
  type: 'object',
  properties: {
    folder: {
      type: 'string',
      minLength: 1,
      description:
        'The folder with a folder for each class; relative paths start at the experiment file, npm:NAME/PATH is a ' +
        'folder of an npm package.',
    },
    files: {
      type: 'string',
      minLength: 1,
      default: '*.txt',
      description: 'Names of the files that are texts; `*` stands for any characters.',
    },
    classes: {
      type: 'array',
      minItems: 2,
      items: {
        type: 'object',
        properties: {
          name: { type: 'string', minLength: 1, description: 'Name of the class.' },
          folders: {
            type: 'array',
            minItems: 1,
            items: { type: 'string', minLength: 1 },
            description: 'Names of its folders; `*` stands for any characters.',
          },
        },
        required: ['name', 'folders'],
        additionalProperties: false,
      },
      description: 'The classes, numbered in this order (default: each folder is one, in sorted order).',
    },
    encoding: encodingOption,
    skip_until: {
      type: 'string',
      minLength: 1,
      description:
        'What stands before this in a text, and the first occurrence of it, is left out, such as the header of a ' +
        'mail: "\\n\\n".',
    },
    ...vectorizationOptions,
  },
  required: ['folder', 'max_tokens'],
} as const satisfies OptionSchema;
type Settings = OptionsOf<typeof options>;

/** keras.utils.text_dataset_from_directory followed by keras.layers.TextVectorization, adapted to the training split. */
export const text_directory = defineDataset({
  name: 'text_directory',
  summary:
    'Texts by class, a file each in folders of the classes, as in keras.utils.text_dataset_from_directory; ' +
    'tokenized as keras.layers.TextVectorization does, with the vocabulary of the training split.',
  options,
  async describe(options, { folder }) {
    const classes = classesIn(options, folder);
    return {
      x: vectorSpec(options, KEY),
      y: { shape: [], dtype: 'int32' },
      rows: { train: classes.reduce((sum, { files }) => sum + files.length, 0) },
      hasTest: false,
      classCount: classes.length,
    };
  },
  async read(options, { folder }) {
    vectorSpec(options, KEY);
    const classes = classesIn(options, folder);
    const texts: string[] = [];
    for (const { files } of classes) {
      for (const file of files) texts.push(cut(await readText(file, options.encoding), options));
    }
    const documents = documentsOf(texts, options);
    const rows = texts.length;
    const labels = classes.flatMap(({ files }, label) => files.map(() => label));
    return {
      // Until `fit` has a vocabulary, an input is the number of its text.
      train: {
        x: { shape: [rows], dtype: 'int32', data: Int32Array.from({ length: rows }, (_, row) => row) },
        y: { shape: [rows], dtype: 'int32', data: Int32Array.from(labels) },
      },
      classes: classes.map(({ name }) => name),
      classCount: classes.length,
      fit: (train) => fitVocabulary(documents, train, options),
    };
  },
});

function cut(text: string, { skip_until: mark }: Settings): string {
  const at = mark === undefined ? -1 : text.indexOf(mark);
  return at < 0 ? text : text.slice(at + mark!.length);
}

interface Class {
  readonly name: string;
  readonly files: readonly DataFile[];
}

/** @throws UserError for a class without folder or file, and for a folder of two classes. */
function classesIn(options: Settings, from: string): Class[] {
  const key = `${KEY}.folder`;
  const { path } = dataFile(from, options.folder, key);
  const folders = namesIn(path, key).filter((name) => isFolder(join(path, name)));
  const wanted = options.classes ?? folders.map((name) => ({ name, folders: [name] }));
  if (wanted.length < 2) {
    const found = folders.length === 0 ? 'no folders' : `one folder only (${folders[0]})`;
    const message = `${path} has ${found}, expected one for each of at least two classes`;
    throw new UserError({ key, message, hint: 'name the classes and their folders in `classes`' });
  }
  const owner = new Map<string, string>();
  return wanted.map(({ name, folders: patterns }, i) => {
    const own = [...new Set(patterns.flatMap((pattern, j) => matching(folders, pattern, path, i, j)))];
    for (const folder of own) {
      const other = owner.get(folder);
      if (other !== undefined) {
        const message = `the folder ${folder} belongs to ${other} and to ${name}`;
        throw new UserError({ key: `${KEY}.classes[${i}]`, message });
      }
      owner.set(folder, name);
    }
    return { name, files: own.flatMap((folder) => filesOf(path, join(folder, options.files), key)) };
  });
}

function matching(folders: readonly string[], pattern: string, path: string, i: number, j: number): string[] {
  const found = folders.filter((name) => fits(name, pattern));
  if (found.length > 0) return found;
  throw new UserError({
    key: `${KEY}.classes[${i}].folders[${j}]`,
    message: `no folder in ${path} is named ${pattern}`,
  });
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
