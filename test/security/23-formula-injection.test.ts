import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from '../../electron/engine/release/csvText.ts';
import { unzipSync } from 'fflate';
import { xlsxWriter } from '../../electron/engine/release/writers/sheets/xlsx.ts';
import { csvWriter } from '../../electron/engine/release/writers/text/csv.ts';
import { areaDimension, contentOf as packageContent, division, packagedTable } from '../support/packageContent.ts';
import { descriptionOf } from '../support/tableDescription.ts';
import { protectFrequencyTable } from '../../shared/domain/disclosure/protect.ts';
import { DEFAULT_RULES } from '../../shared/domain/disclosure/rules.ts';
import { flatDimension } from '../../shared/domain/tables/dimension.ts';
import { cellCount, frequencyTable } from '../../shared/domain/tables/table.ts';

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

  it('are disarmed in every text cell of a packaged table, and counts stay numbers', () => {
    const nasty = ['=1+1', '+46', '@SUM(A1)', '-a', '"', 'a,b'];
    const areas = { ...flatDimension('omrade', ['A', 'B', 'C', 'D', 'E'], 'T'), labels: nasty };
    const division = { ...flatDimension('kategori', ['x', 'y'], 'T'), labels: ['=T', '=x', '-y'] };
    const dimensions = [areas, division];
    const inner = Float64Array.from({ length: cellCount(dimensions) }, () => 40);
    const outcome = protectFrequencyTable(
      frequencyTable({ title: 't', measure: 'antal', dimensions }, inner),
      DEFAULT_RULES,
    );
    if (!outcome.ok) throw new Error('the test table can be protected');
    const title = { sv: 't', en: 't' };
    const [file] = csvWriter.write(
      packageContent([
        { id: 't', title, year: 2023, checked: outcome.checked, about: descriptionOf(outcome.checked, title) },
      ]),
    );
    const rows: string[][] = parse(Buffer.from(file?.bytes ?? []), { from_line: 2 });
    expect(rows).toHaveLength(inner.length);
    const texts = rows.flatMap((row) => row.slice(0, -1));
    expect(texts).toContain("'=1+1");
    expect(texts.filter((cell) => /^[=+\-@\t\r\0]/u.test(cell))).toEqual([]);
    expect(rows.map((row) => row.at(-1)).filter((count) => !/^\d+$/u.test(count ?? ''))).toEqual([]);
  });

  it('are texts in a workbook, which holds no formula, and keep their sign for text when edited', () => {
    const table = packagedTable('t', [areaDimension(), division('kategori', ['=x', '@y'])], () => 40);
    const [file] = xlsxWriter.write(packageContent([table]));
    const parts = unzipSync(file?.bytes ?? new Uint8Array());
    const sheets = Object.entries(parts)
      .filter(([name]) => name.startsWith('xl/worksheets/'))
      .map(([, bytes]) => new TextDecoder().decode(bytes))
      .join('');
    expect(sheets).toContain('>=1+1<');
    expect(sheets).not.toMatch(/<f[ >]/u);
    // Style 6 of the workbook is the one with quotePrefix.
    expect(sheets).toMatch(/s="6" t="inlineStr"><is><t xml:space="preserve">=1\+1</u);
    expect(new TextDecoder().decode(parts['xl/styles.xml'])).toContain('quotePrefix="1"');
  });
});
