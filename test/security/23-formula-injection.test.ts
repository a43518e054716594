import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from '../../electron/engine/release/csvText.ts';
import { filesWith, sourcesOf } from '../support/sources.ts';

// Security item 23: a text cell of an exported table never starts a formula in a spreadsheet (OWASP ASVS 1.2.10).

const contentOf = (cell: string): string => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);

describe('texts in an exported table', () => {
  it('never start a formula, are quoted as RFC 4180 says, and survive the round trip', () => {
    const nasty = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\0', ',', '"', '\n', 'a', '1') }),
    );
    fc.assert(
      fc.property(nasty, (value) => {
        const cell = csvText(value);
        const content = contentOf(cell);
        expect(content).not.toMatch(/^[=+\-@\t\r\0]/u);
        expect([value, `'${value}`]).toContain(content);
        expect(cell).toMatch(/^(?:[^",\n\r]*|"(?:[^"]|"")*")$/u);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['=1+1', '+46', '-12', '@SUM(A1)', '\tx', '=cmd|calc'])('disarms %j', (value) => {
    expect(contentOf(csvText(value))).toBe(`'${value}`);
  });

  it('is the only way in which text gets into a packaged table', () => {
    expect(filesWith(sourcesOf('electron/engine/release'), /csvText/u)).toEqual([
      'electron/engine/release/csvText.ts',
      'electron/engine/release/tableFile.ts',
    ]);
  });
});
