import { MessageChannel, Worker } from 'node:worker_threads';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../../../shared/errors/errors.ts';
import type { Project } from '../../../../../electron/engine/project/project.ts';
import { CHUNK_ROWS } from '../../../../../electron/engine/store/chunk.ts';
import { missingBits, rowDecoder } from '../../../../../electron/engine/store/decode.ts';
import { openScan, type PackedRows, type Scan } from '../../../../../electron/engine/store/scan.ts';
import { serveScan } from '../../../../../electron/engine/store/scanInWorkers.ts';
import { MISSING_INTEGER } from '../../../../../electron/engine/store/columns.ts';
import { ROWS, writePeople } from '../../../../support/peopleByThousands.ts';
import { newProject, temporaryFolder } from '../../../../support/project.ts';

const THREAD = path.resolve(import.meta.dirname, '../../../../support/scanThread.ts');

let folder: ReturnType<typeof temporaryFolder>;
let project: Project;

beforeAll(() => {
  folder = temporaryFolder();
  project = newProject(folder.path);
  writePeople(project);
});
afterAll(() => {
  project.close();
  folder.remove();
});

const all = (scan: Scan): readonly PackedRows[] => {
  const found: PackedRows[] = [];
  for (let packed = scan.next(); packed !== undefined; packed = scan.next()) found.push(packed);
  return found;
};

const columns = ['LopNr', 'DeSO', 'Alder', 'Inkomst'];

describe('a scan', () => {
  it('gives every row once, in order, with what is known about the columns', () => {
    const scan = openScan(project, { register: 'person', year: 2023, columns });
    expect(scan.rows).toBe(ROWS);
    expect(scan.columns[2]).toMatchObject({ type: 'integer', minimum: 1, maximum: 99, missing: Math.ceil(ROWS / 10) });
    expect(scan.columns[1]?.dictionary[1]).toBe('6001C1000');
    const decode = rowDecoder(scan.columns);
    let next = 0;
    for (const packed of all(scan)) {
      const decoded = decode(packed);
      expect(decoded.first).toBe(next);
      for (const i of [0, 1, decoded.rows - 1]) {
        const row = next + i;
        expect(decoded.columns.map(({ values }) => values[i])).toEqual([
          row + 1,
          1 + Math.floor(row / 1000),
          row % 10 === 0 ? MISSING_INTEGER : row % 100,
          row / 10,
        ]);
      }
      next += decoded.rows;
    }
    expect(next).toBe(ROWS);
  });

  it('marks missing values bit by bit', () => {
    const [ages] = project.store.read('person', 2023, ['Alder']);
    const bits = missingBits(ages as NonNullable<typeof ages>);
    expect([bits[0], bits[1]]).toEqual([0b0000_0001, 0b0000_0100]);
  });

  it('passes over chunks whose values lie outside what is asked for', () => {
    const scan = openScan(project, {
      register: 'person',
      year: 2023,
      columns: ['LopNr'],
      within: [{ column: 'Inkomst', least: CHUNK_ROWS / 10, most: CHUNK_ROWS / 10 + 1 }],
    });
    expect(all(scan).map(({ position }) => position)).toEqual([1]);
    expect(scan.skipped).toBe(3);
  });

  it('stores what repeats in less than it takes, and what does not as it is', () => {
    const [first] = all(openScan(project, { register: 'person', year: 2023, columns: ['DeSO', 'Alder'] }));
    expect(first?.chunks.map(({ form }) => form)).toEqual(['zstd', 'zstd']);
    expect(first?.chunks[0]?.data.length).toBeLessThan(CHUNK_ROWS / 100);
  });

  it('stops when it is told to', () => {
    const stop = new UserError('cancelled', 'error.cancelled');
    const progress = {
      report: () => undefined,
      check: () => {
        throw stop;
      },
    };
    const scan = openScan(project, { register: 'person', year: 2023, columns, progress });
    expect(() => scan.next()).toThrow(stop);
  });

  it.each([
    [{ register: 'person', year: 2022, columns }, 'store.noRegister'],
    [{ register: 'person', year: 2023, columns: ['Nej'] }, 'store.noVariable'],
  ])('says what is not there', (request, key) => {
    expect(() => openScan(project, request)).toThrow(key);
  });
});

interface Part {
  readonly position: number;
  readonly rows: number;
  readonly sums: readonly number[];
}

/** Runs a scan in `count` threads and gives what they posted. */
async function inThreads(count: number, stopAfter?: number): Promise<readonly Part[]> {
  const parts: Part[] = [];
  const ports = [];
  const done: Promise<unknown>[] = [];
  for (let i = 0; i < count; i += 1) {
    const data = new MessageChannel();
    const out = new MessageChannel();
    out.port1.on('message', (part: Part | 'done') => {
      if (part !== 'done') parts.push(part);
    });
    const worker = new Worker(THREAD, {
      workerData: { port: data.port2, out: out.port2, stopAfter },
      transferList: [data.port2, out.port2],
    });
    ports.push(data.port1);
    // A thread whose scan is taken from it fails, as it should.
    worker.on('error', () => undefined);
    done.push(new Promise((resolve) => worker.on('exit', resolve)));
  }
  try {
    await serveScan(openScan(project, { register: 'person', year: 2023, columns }), ports);
  } finally {
    await Promise.all(done);
  }
  return parts.toSorted((a, b) => a.position - b.position);
}

describe('a scan in several threads', () => {
  it('gives every chunk to one of them, whatever their number', async () => {
    const alone = await inThreads(1);
    expect(alone.map(({ position }) => position)).toEqual([0, 1, 2, 3]);
    expect(alone.reduce((sum, { rows }) => sum + rows, 0)).toBe(ROWS);
    expect(alone[3]?.sums[0]).toBe(((3 * CHUNK_ROWS + 1 + ROWS) * 100) / 2);
    expect(await inThreads(2)).toEqual(alone);
  });

  it('ends for all when one of them stops', async () => {
    await expect(inThreads(2, 1)).rejects.toThrow('error.cancelled');
  });
});
