import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseHistory, readHistory } from '../../src/runs/history.js';
import { createRecord } from '../../src/runs/index.js';
import { rowOf, startOf } from './made.js';
import { temporaryFolder } from './temporary.js';

describe('metrics.csv', () => {
  test('is read back as it was written', async () => {
    const writer = await createRecord(temporaryFolder(), startOf('a'));
    for (const epoch of [1, 2, 3]) writer.epoch(rowOf(epoch, epoch === 2 ? Number.NaN : 1 / epoch));
    await writer.finish({ status: 'completed' });
    const { epochs, curves } = readHistory(writer.folder);
    expect(epochs).toEqual([1, 2, 3]);
    expect([...curves.keys()]).toEqual(['loss', 'accuracy', 'val_loss', 'val_accuracy', 'learning_rate']);
    expect(curves.get('loss')).toEqual([1, Number.NaN, 1 / 3]);
    expect(curves.get('learning_rate')).toEqual([0.001, 0.001, 0.001]);
  });

  test('of a run that has ended no epoch has no rows', () => {
    const { epochs, curves } = parseHistory('epoch,step,loss,learning_rate,seconds,weights_hash\n', 'm');
    expect({ epochs, loss: curves.get('loss') }).toEqual({ epochs: [], loss: [] });
  });

  test.each([
    ['', /expected a column `epoch`/],
    ['epoch,loss\n1,0.5\n1,0.4\n', /whole numbers that grow/],
    ['epoch,loss\nx,0.5\n', /whole numbers that grow/],
    ['epoch,loss\n1\n', /is no metrics.csv of dlx/],
  ])('%j is refused', (text, message) => {
    expect(() => parseHistory(text, 'metrics.csv')).toThrow(message);
  });

  test('that is gone is said to be', () => {
    const folder = temporaryFolder();
    expect(() => readHistory(folder)).toThrow(/metrics\.csv: cannot read the metrics \(ENOENT\)/);
    writeFileSync(join(folder, 'metrics.csv'), 'epoch,loss\n');
    expect(readHistory(folder).epochs).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});
