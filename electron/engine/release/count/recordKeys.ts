import { createCipheriv, createHmac, hkdfSync } from 'node:crypto';
import type { Project } from '../../project/project.ts';
import type { Column } from '../../store/columns.ts';
import { withReleaseKey } from '../releaseKey.ts';

/** Makes keys 0..2^32-1 of rows; to be closed when no more are needed. */
export interface RecordKeys {
  /** Of rows first..first+rows-1, by the values of the register's own key; without one, by their place. */
  of(own: Column | undefined, first: number, rows: number): Float64Array;
  /** Of somebody who is no row, by name. */
  ofName(name: string): number;
}

const BLOCK = 16;

/**
 * Lends secret record keys of a register to `use`: the first 32 bits of each row's own key encrypted under a key that follows from
 * the project's secret (AES-256 on single blocks is a pseudo-random function of distinct inputs). The same record has the same key in
 * every table, year and run of the project; nobody without the secret can tell it.
 */
export function withRecordKeys<T>(project: Project, register: string, use: (keys: RecordKeys) => T): T {
  const secret = withReleaseKey(project, (own) =>
    Buffer.from(hkdfSync('sha256', own, Buffer.alloc(0), `sigill-record-keys-1 ${register}`, 32)),
  );
  try {
    return use({
      ofName: (name) => createHmac('sha256', secret).update(name).digest().readUInt32LE(0),
      of: (own, first, rows) => {
        const plain = Buffer.alloc(rows * BLOCK);
        for (let row = 0; row < rows; row += 1) {
          const value = own === undefined ? first + row : (own.values[row] ?? 0);
          plain.writeDoubleLE(value, row * BLOCK);
        }
        const cipher = createCipheriv('aes-256-ecb', secret, null).setAutoPadding(false);
        const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
        plain.fill(0);
        return Float64Array.from({ length: rows }, (_, row) => sealed.readUInt32LE(row * BLOCK));
      },
    });
  } finally {
    secret.fill(0);
  }
}
