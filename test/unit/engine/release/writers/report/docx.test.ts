import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { docxWriter } from '../../../../../../electron/engine/release/writers/report/docx.ts';
import { documentTexts } from '../../../../../../electron/engine/release/writers/report/docxRead.ts';
import {
  areaDimension,
  contentOf,
  division,
  packagedTable,
  squareBorders,
} from '../../../../../support/packageContent.ts';
import { xmlFault } from '../../../../../support/wellFormed.ts';

const counts = (cell: number): number => (cell % 11 === 7 ? 2 : 20 + ((cell * 37) % 90));
const table = packagedTable('alder', [areaDimension(), division('kategori', ['a', 'b', 'c'])], counts, {
  borders: squareBorders(),
});
const content = contentOf([table], { title: { sv: 'Titel \u0001 <b>&', en: 'Title' } });

let bytes: Uint8Array;
let parts: ReadonlyMap<string, string>;
beforeAll(async () => {
  bytes = (await docxWriter.write(content))[0]?.bytes ?? new Uint8Array();
  const decoder = new TextDecoder();
  parts = new Map(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, decoder.decode(part)]));
});

describe('the report as a Word document', () => {
  it('is well formed in every part', () => {
    const written = [...parts].filter(([name]) => /\.(?:xml|rels)$/u.test(name));
    expect(written.length).toBeGreaterThan(8);
    expect(written.flatMap(([name, xml]) => (xmlFault(xml) === '' ? [] : [name, xmlFault(xml)]))).toEqual([]);
  });

  it('can be found one’s way in: headings, contents, captions, heading rows and texts for pictures', () => {
    const xml = parts.get('word/document.xml') ?? '';
    for (const found of ['"Title"', '"Heading1"', '"Heading2"', '"Caption"', '<w:tblHeader/>', 'SEQ Tabell', 'TOC \\h'])
      expect(xml).toContain(found);
    expect(xml.match(/<wp:docPr [^>]*descr="[^"]{20,}/gu)).toHaveLength(2);
    expect(xml).toContain('<w:lang w:val="sv-SE"/>');
    expect(xml).toContain('<w:lang w:val="en-GB"/>');
    expect(parts.get('word/footer1.xml')).toContain('NUMPAGES');
  });

  it('has every published number of the table, and the symbol for each hidden one', () => {
    const { tables } = documentTexts(bytes);
    const own = tables.find((rows) => rows[0]?.includes('Totalt'))?.slice(1) ?? [];
    expect(own.flatMap((row) => row.slice(1)).filter((cell) => cell === '..')).toHaveLength(
      table.checked.counts.hidden,
    );
    const numbers = own.flatMap((row) => row.slice(1)).filter((cell) => cell !== '..');
    expect(numbers.map((cell) => Number(cell.replaceAll('\u00A0', '')))).toEqual(
      table.checked.values.filter((value) => value !== null),
    );
  });

  it('has no time but the package’s, and the same bytes however many were written before it', async () => {
    expect(parts.get('docProps/core.xml')).toContain('>2026-01-02T03:04:05Z</dcterms:created>');
    const again = await docxWriter.write({ ...content });
    expect(Buffer.compare(Buffer.from(again[0]?.bytes ?? []), Buffer.from(bytes))).toBe(0);
  });

  it('holds no sign that XML cannot, and no word as markup', () => {
    expect(parts.get('word/document.xml')).toContain('Titel  &lt;b&gt;&amp;');
  });
});
