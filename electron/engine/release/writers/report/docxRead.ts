import { unzipSync } from 'fflate';
import type { ShownPackage } from '../shown/shown.ts';
import { fromXmlText, holdableText } from '../sheets/xml.ts';
import type { Block } from './model.ts';
import { packagedReport } from './report.ts';

/* Reads a Word document back: its tables as rows of texts, and what it says outside them. */

export interface DocumentTexts {
  readonly tables: readonly (readonly (readonly string[])[])[];
  readonly paragraphs: readonly string[];
}

const textsIn = (xml: string): string =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/gu)].map(([, written = '']) => fromXmlText(written)).join('');

const within = (xml: string, element: string): string[] =>
  [...xml.matchAll(new RegExp(`<w:${element}(?: [^>]*)?>(.*?)</w:${element}>`, 'gsu'))].map(([, inner = '']) => inner);

export function documentTexts(bytes: Uint8Array): DocumentTexts {
  const part = unzipSync(bytes, { filter: ({ name }) => name === 'word/document.xml' })['word/document.xml'];
  const xml = new TextDecoder('utf-8', { fatal: true }).decode(part);
  return {
    tables: within(xml, 'tbl').map((table) => within(table, 'tr').map((row) => within(row, 'tc').map(textsIn))),
    paragraphs: within(xml.replaceAll(/<w:tbl>.*?<\/w:tbl>/gsu, ''), 'p').map(textsIn),
  };
}

/** What the report says of itself in sentences, each of which stands in the document as a paragraph. */
function saidIn(block: Block): readonly string[] {
  if (block.kind === 'text' || block.kind === 'heading' || block.kind === 'stamp') return [block.text];
  return block.kind === 'facts' ? block.facts.map(([label, content]) => `${label}: ${content}`) : [];
}

/** How many cells and sentences of a document are not those that the report of the package has. */
export function differingParts(bytes: Buffer, whole: ShownPackage): number {
  const { tables, paragraphs } = documentTexts(bytes);
  const blocks = packagedReport(whole).parts.flatMap((part) => part.blocks);
  const expected = blocks.flatMap((block) => (block.kind === 'table' ? [[block.head, ...block.rows]] : []));
  let differing = Math.abs(tables.length - expected.length);
  for (const [t, rows] of expected.entries()) {
    const found = tables[t] ?? [];
    differing += Math.abs(found.length - rows.length);
    for (const [r, cells] of rows.entries())
      for (const [c, content] of cells.entries()) if (found[r]?.[c] !== holdableText(content)) differing += 1;
  }
  const there = new Set(paragraphs);
  for (const said of blocks.flatMap(saidIn)) if (!there.has(holdableText(said))) differing += 1;
  return differing;
}
