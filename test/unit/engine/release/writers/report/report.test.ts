import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { htmlWriter } from '../../../../../../electron/engine/release/writers/report/html.ts';
import { packagedReport } from '../../../../../../electron/engine/release/writers/report/report.ts';
import { pdfWriter } from '../../../../../../electron/engine/release/writers/report/pdf.ts';
import { shownPackage } from '../../../../../../electron/engine/release/writers/shown/shown.ts';
import { svgWriter } from '../../../../../../electron/engine/release/writers/pictures/pictures.ts';
import {
  areaDimension,
  contentOf,
  division,
  packagedTable,
  squareBorders,
} from '../../../../../support/packageContent.ts';

const counts = (cell: number): number => (cell % 11 === 7 ? 2 : 20 + ((cell * 37) % 90));
const table = packagedTable('alder', [areaDimension(), division('kategori', ['a', 'b', 'c'])], counts, {
  borders: squareBorders(),
});
const content = contentOf([table], {
  approvals: {
    organisation: 'Myndigheten',
    submittedBy: 'Anna Analytiker',
    submittedAt: '2026-01-01T10:00:00.000Z',
    decidedBy: 'Gunnar <Granskare>',
    decidedAt: '2026-01-02T11:00:00.000Z',
  },
});
const html = Buffer.from(htmlWriter.write(content)[0]?.bytes ?? []).toString('utf8');
const pdf = Buffer.from(pdfWriter.write(content)[0]?.bytes ?? []).toString('latin1');

describe('the report as a page', () => {
  it('holds everything in itself, under a policy that allows nothing else', () => {
    const style = /<style>([^]*?)<\/style>/u.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(html).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(html.replaceAll('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
      /https?:|<script|\sstyle=|\son\w+=|<link/u,
    );
  });

  it('says who stands behind it, in Swedish with a part in English, and names what is hidden', () => {
    expect(html).toContain('<html lang="sv">');
    expect(html).toContain('<section lang="en">');
    expect(html).toContain('Anna Analytiker, 2026-01-01 10:00 UTC');
    expect(html).toContain('Gunnar &lt;Granskare&gt;');
    const shown = html.match(/<td class="hidden">/gu)?.length;
    expect(shown).toBe(table.checked.counts.hidden);
    expect(html).toContain('role="img" aria-labelledby="alder-karta-titel alder-karta-text"');
  });

  it('has no word of another kind: every letter of a nasty name is written out', () => {
    expect(html).toContain('Åre; &quot;norra&quot;, &lt;b&gt;&amp;');
    expect(html).not.toContain('<b>');
  });
});

describe('what the report says of protection', () => {
  const said = (methods: readonly ('suppress' | 'round')[]): string => {
    const whole = shownPackage(content);
    const [first] = whole.tables;
    if (first === undefined) throw new Error('there is a table');
    const { parts } = packagedReport({ ...whole, tables: methods.map((method) => ({ ...first, method })) });
    return parts.flatMap(({ blocks }) => blocks.map((block) => ('text' in block ? block.text : ''))).join('\n');
  };

  it('follows from the methods that were used', () => {
    expect(said(['suppress'])).toContain('är även andra celler dolda');
    expect(said(['suppress'])).not.toContain('cellnyckel');
    expect(said(['round'])).toContain('I stället är talen ändrade');
    expect(said(['round'])).not.toContain('är även andra celler dolda');
    expect(said(['round'])).not.toContain('Det som visas är oförändrat');
    expect(said(['suppress', 'round'])).toContain('är även andra celler dolda');
    expect(said(['suppress', 'round'])).toContain('Instead, the numbers are changed');
  });
});

describe('the report as PDF', () => {
  it('is tagged, titled, Swedish, with its fonts embedded and its dates from the package', () => {
    expect(pdf).toMatch(/^%PDF-1\.7/u);
    expect(pdf).toContain('/Marked true');
    expect(pdf).toMatch(/\/Lang \(sv-SE\)/u);
    expect(pdf).toMatch(/\/S \/H1\b/u);
    expect(pdf).toMatch(/\/S \/Figure\b/u);
    expect(pdf).toMatch(/\/Scope \/Column/u);
    expect(pdf).toContain('/DisplayDocTitle true');
    expect(pdf).toContain('(D:20260102030405Z)');
    expect(pdf.match(/\/FontFile2/gu)).toHaveLength(2);
    expect(pdf).not.toMatch(/\/BaseFont \/(?:Helvetica|Times|Courier)/u);
  });
});

describe('a picture', () => {
  it('has a title and a text for who cannot see it, and hatches what is hidden', () => {
    const [map] = svgWriter.write(content);
    const svg = Buffer.from(map?.bytes ?? []).toString('utf8');
    expect(map?.name).toBe('bilder/alder-karta.svg');
    expect(svg).toMatch(/<title id="bild-titel">Tabell alder, 2023: karta<\/title><desc id="bild-text">.+<\/desc>/u);
    expect(svg).toContain('fill="url(#bild-dold)"');
    expect(svg).toMatch(/dolt av sekretesskäl \(\d+ områden\)/u);
  });
});
