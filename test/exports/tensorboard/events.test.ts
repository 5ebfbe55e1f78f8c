import { BinaryReader } from '@bufbuild/protobuf/wire';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventFileName } from '../../../src/exports/tensorboard/folder.js';
import { scalar } from '../../../src/exports/tensorboard/messages.js';
import { epochPoints, evaluationPoints } from '../../../src/exports/tensorboard/points.js';
import { records } from '../../../src/exports/tensorboard/records.js';

describe('points', () => {
  test("stand in the folders, under the tags and at the steps of Keras's callback", () => {
    const points = epochPoints({
      epoch: 3,
      logs: { loss: 0.5, accuracy: 0.75 },
      valLogs: { loss: 0.6, accuracy: 0.7 },
      learningRate: 0.01,
    });
    expect(points.map(({ folder, tag, step, value }) => [folder, tag, step, value])).toEqual([
      ['train', 'epoch_loss', 2, 0.5],
      ['train', 'epoch_accuracy', 2, 0.75],
      ['train', 'epoch_learning_rate', 2, 0.01],
      ['validation', 'epoch_loss', 2, 0.6],
      ['validation', 'epoch_accuracy', 2, 0.7],
    ]);
  });

  test('of an evaluation stand at the steps that training has done; training has none', () => {
    const final = { train: { loss: 1 }, validation: { loss: 2 }, test: { loss: 3, accuracy: null } };
    expect(
      evaluationPoints(final, 30).map(({ folder, tag, step, value }) => [folder, tag, step, value]),
    ).toEqual([
      ['validation', 'evaluation_loss_vs_iterations', 30, 2],
      ['test', 'evaluation_loss_vs_iterations', 30, 3],
      ['test', 'evaluation_accuracy_vs_iterations', 30, Number.NaN],
    ]);
  });
});

test('a record is framed as TensorFlow frames it', () => {
  // RecordWriterTest's vector: crc32c("123456789") is e3069283; masked as (crc >> 15 | crc << 17) + a282ead8.
  const bytes = records([Buffer.from('123456789')]);
  expect(bytes.readBigUInt64LE(0)).toBe(9n);
  expect(bytes.toString('latin1', 12, 21)).toBe('123456789');
  const masked = (((0xe3069283 >>> 15) | (0xe3069283 << 17)) + 0xa282ead8) >>> 0;
  expect(bytes.readUInt32LE(21)).toBe(masked);
  expect(bytes).toHaveLength(25);
});

test('any number and tag is read back from its event, in single precision', () => {
  fc.assert(
    fc.property(fc.double(), fc.string({ unit: 'grapheme' }), fc.nat(), (value, tag, step) => {
      const event = fieldsOf(scalar({ time: 1.5, step }, tag, value));
      const one = fieldsOf(fieldsOf(event.get(5) as Uint8Array).get(1) as Uint8Array);
      const simple = Buffer.from(one.get(2) as Uint8Array).readFloatLE();
      expect(Buffer.from(event.get(1) as Uint8Array).readDoubleLE()).toBe(1.5);
      expect([Number(event.get(2)), Buffer.from(one.get(1) as Uint8Array).toString(), simple]).toEqual([
        step,
        tag,
        Math.fround(value),
      ]);
    }),
  );
});

/** Fields by number: of a varint its value, of all else the bytes. */
function fieldsOf(bytes: Uint8Array): Map<number, bigint | Uint8Array> {
  const reader = new BinaryReader(bytes);
  const found = new Map<number, bigint | Uint8Array>();
  while (reader.pos < reader.len) {
    const [number, type] = reader.tag();
    const begin = reader.pos;
    if (type === 0) found.set(number, BigInt(reader.int64()));
    else if (type === 2) found.set(number, reader.bytes());
    else {
      reader.skip(type);
      found.set(number, bytes.slice(begin, reader.pos));
    }
  }
  return found;
}

test('files are read in the order of their times, whatever the host is called', () => {
  expect(eventFileName(1_795_358_890.7, 'a b/c')).toBe('events.out.tfevents.1795358890.a-b-c.dlx');
  expect(eventFileName(5, 'z') < eventFileName(10, 'a')).toBe(true);
});
