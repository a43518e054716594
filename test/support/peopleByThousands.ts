import { databaseOf } from '../../electron/engine/project/database.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { CHUNK_ROWS } from '../../electron/engine/store/chunk.ts';
import { MISSING_INTEGER } from '../../electron/engine/store/columns.ts';
import { RegisterWriter } from '../../electron/engine/store/writer.ts';

/** Three full chunks and a short one. */
export const ROWS = 3 * CHUNK_ROWS + 100;

/**
 * Writes person 2023 into a project. Row i: key i + 1, area code by thousands, age i % 100 with every tenth missing, income
 * i / 10. Sorted by area and income, as deliveries are by area.
 */
export function writePeople(project: Project): void {
  const words = ['', ...Array.from({ length: 250 }, (_, i) => `6001C${String(1000 + i)}`)];
  const writer = new RegisterWriter(databaseOf(project), 'person', 2023, '2024-01-01T00:00:00.000Z', '{}', [
    { name: 'LopNr', type: 'key', dictionary: [] },
    { name: 'DeSO', type: 'area', dictionary: words },
    { name: 'Alder', type: 'integer', dictionary: [] },
    { name: 'Inkomst', type: 'decimal', dictionary: [] },
  ]);
  for (let first = 0; first < ROWS; first += CHUNK_ROWS) {
    const rows = Math.min(CHUNK_ROWS, ROWS - first);
    const at = Array.from({ length: rows }, (_, i) => first + i);
    writer.writeChunk(
      [
        Float64Array.from(at, (i) => i + 1),
        Uint32Array.from(at, (i) => 1 + Math.floor(i / 1000)),
        Int32Array.from(at, (i) => (i % 10 === 0 ? MISSING_INTEGER : i % 100)),
        Float64Array.from(at, (i) => i / 10),
      ],
      rows,
    );
  }
  writer.finish([], []);
}
