import PdfDocument from 'pdfkit';
import { fontFile, textWidth, wrapped, writable } from '../pictures/font.ts';
import { wholeWriter } from '../redrawn.ts';
import { nameStamp } from '../writer.ts';
import { type Block, type Heading, headingsIn, type Report, type ReportTable } from './model.ts';
import { packagedReport } from './report.ts';
import { drawScene } from './pdfScene.ts';

/*
 * The report as PDF 1.7, tagged (PDF/UA-1): headings, tables with headings of rows and columns, figures with a text for who
 * cannot see them. Fonts are embedded; dates and identity come from the package; nothing is compressed, since zlib's output
 * differs between processors.
 */

type Document = InstanceType<typeof PdfDocument>;
type Element = ReturnType<Document['struct']>;

/** What the package's types leave out of its list of chapters. */
interface Outline {
  readonly children: readonly Outline[];
  addItem(title: string): Outline;
}

const MARGIN = 56;
const PLAIN = 'Inter';
const BOLD = 'Inter Bold';
const SIZES = { 1: 22, 2: 15, 3: 12 } as const;
const TEXT = '#15181c';
const MUTED = '#515963';
const DANGER = '#b01e17';

/** Where things stand in the document, so that the contents can be written when all else is. */
interface Places {
  readonly headings: readonly Heading[];
  /** The page of each heading, in order. */
  readonly pages: number[];
  /** Lines of the contents that wait for their page numbers. */
  readonly waiting: { readonly page: number; readonly y: number }[];
}

class Page {
  readonly document: Document;
  readonly part: Element;
  readonly places: Places;

  constructor(document: Document, part: Element, places: Places) {
    this.document = document;
    this.part = part;
    this.places = places;
  }

  get number(): number {
    const { start, count } = this.document.bufferedPageRange();
    return start + count - 1;
  }

  get width(): number {
    return this.document.page.width - 2 * MARGIN;
  }

  /** Notes where a heading stands, and lists it beside the document as readers show it. */
  mark({ level, text }: Heading): void {
    this.places.pages.push(this.number);
    const outline = this.document.outline as unknown as Outline;
    if (level === 2 || outline.children.length === 0) outline.addItem(writable(text));
    else outline.children.at(-1)?.addItem(writable(text));
  }

  /** A new page where there is no room for so much. */
  room(height: number): void {
    if (this.document.y + height > this.document.page.height - MARGIN) this.document.addPage();
  }

  /** A paragraph as one element of the structure. */
  say(tag: string, content: string, size: number, font = PLAIN, colour = TEXT): void {
    const { document } = this;
    document.font(font).fontSize(size);
    const written = writable(content);
    this.room(Math.min(120, document.heightOfString(written, { width: this.width, lineGap: size * 0.3 })));
    this.part.add(
      document.struct(tag, {}, () => {
        document
          .font(font)
          .fontSize(size)
          .fillColor(colour)
          .text(written, MARGIN, document.y, { width: this.width, lineGap: size * 0.3 });
      }),
    );
  }
}

/** Says of a heading of a table what it is the heading of. */
function scoped(cell: Element, scope: 'Column' | 'Row'): Element {
  const { dictionary } = cell as unknown as { dictionary: { data: Record<string, unknown> } };
  dictionary.data['A'] = { O: 'Table', Scope: scope };
  return cell;
}

const MOST_LINES = 40;
const KEPT_WHOLE = 360;

/** Columns as wide as their words ask for, within what the page has: those of numbers alike, those of words by their length. */
function columnWidths(
  { head, stub, rows }: Pick<ReportTable, 'head' | 'stub' | 'rows'>,
  words: readonly number[],
  size: number,
  room: number,
): number[] {
  const isWord = (i: number): boolean => i < stub || words.includes(i);
  const wanted = head.map((title, i) => {
    const longest = Math.max(
      ...title.split(' ').map((word) => textWidth(word, size, 'bold')),
      ...rows.map((row) => textWidth(row[i] ?? '', size, i < stub ? 'bold' : 'plain')),
    );
    return isWord(i) ? Math.min(longest + 10, room * 0.5) : Math.max(longest + 10, 34);
  });
  const sum = wanted.reduce((a, b) => a + b, 0);
  const figures = wanted.reduce((total, width, i) => (isWord(i) ? total : total + width), 0);
  if (sum <= room) {
    // What is left goes to the figures, so that they stand apart; to the words where there are none.
    const count = head.filter((_, i) => !isWord(i)).length;
    return wanted.map((width, i) =>
      count === 0 ? width * (room / sum) : isWord(i) ? width : width + (room - sum) / count,
    );
  }
  const shrink = figures < room * 0.7 ? (room - figures) / (sum - figures) : 0;
  return shrink > 0
    ? wanted.map((width, i) => (isWord(i) ? width * shrink : width))
    : wanted.map((width) => (width * room) / sum);
}

function writeTable(page: Page, { caption, head, stub, rows, words = [] }: ReportTable): void {
  const { document } = page;
  const size = 8;
  const height = 14;
  const widths = columnWidths({ head, stub, rows }, words, size, page.width);
  const table = document.struct('Table');
  // A short table stands on one page.
  const whole = (rows.length + 1) * height + 24;
  page.room(whole < KEPT_WHOLE ? whole : 90);
  page.say('P', caption, 9, BOLD);
  document.y += 3;
  page.part.add(table);
  const line = (cells: readonly string[], heading: boolean): void => {
    const lines = Math.max(
      1,
      ...cells.map((one, i) => wrapped(one, size, (widths[i] ?? 1) - 7, heading || i < stub ? 'bold' : 'plain').length),
    );
    const own = height + (Math.min(lines, MOST_LINES) - 1) * 10;
    page.room(own);
    const top = document.y;
    document.markContent('Artifact', { type: 'Layout' });
    if (heading) document.rect(MARGIN, top, page.width, own).fill('#edf0f3');
    document.rect(MARGIN, top + own - 0.5, page.width, 0.5).fill('#d8dce1');
    document.endMarkedContent();
    const row = document.struct('TR');
    table.add(row);
    let x = MARGIN;
    for (const [i, content] of cells.entries()) {
      const width = widths[i] ?? 0;
      const left = x + 3;
      const tag = heading || i < stub ? 'TH' : 'TD';
      const cell = document.struct(tag, {}, () => {
        document
          .font(tag === 'TH' ? BOLD : PLAIN)
          .fontSize(size)
          .fillColor(TEXT)
          .text(writable(content), left, top + 3, {
            width: width - 6,
            height: own - 2,
            ellipsis: true,
            align: i < stub || words.includes(i) ? 'left' : 'right',
          });
      });
      row.add(tag === 'TH' ? scoped(cell, heading ? 'Column' : 'Row') : cell);
      x += width;
    }
    row.end();
    document.x = MARGIN;
    document.y = top + own;
  };
  line(head, true);
  for (const cells of rows) line(cells, false);
  table.end();
  document.y += 12;
}

function writePicture(page: Page, { scene, fits }: Extract<Block, { kind: 'picture' }>): void {
  const { document } = page;
  const bottom = document.page.height - MARGIN;
  const most = fits === true ? bottom - document.y - 1 : bottom - MARGIN;
  const scale = Math.min(page.width / scene.width, most / scene.height);
  page.room(scene.height * scale);
  const top = document.y;
  page.part.add(
    document.struct('Figure', { alt: writable(`${scene.title}. ${scene.description}`) }, () => {
      drawScene(document, scene, MARGIN, top, scale, { plain: PLAIN, bold: BOLD });
    }),
  );
  document.x = MARGIN;
  document.y = top + scene.height * scale + 12;
}

function writeContents(page: Page, title: string): void {
  const { document, places } = page;
  document.y += 12;
  page.say('P', title, SIZES[2], BOLD);
  document.y += 4;
  const list = document.struct('TOC');
  page.part.add(list);
  for (const { level, text } of places.headings) {
    const [size, indent] = level === 2 ? [10, 0] : [9, 14];
    page.room(size * 1.7);
    const top = document.y;
    places.waiting.push({ page: page.number, y: top });
    list.add(
      document.struct('TOCI', {}, () => {
        document
          .font(level === 2 ? BOLD : PLAIN)
          .fontSize(size)
          .fillColor(TEXT)
          .text(writable(text), MARGIN + indent, top, {
            width: page.width - 40 - indent,
            height: size * 1.4,
            ellipsis: true,
          });
      }),
    );
    document.x = MARGIN;
    document.y = top + size * 1.7;
  }
  list.end();
  document.y += 6;
}

/** The page numbers of the contents, once they are known: beside each line, which is itself read out without them. */
function writePageNumbers(document: Document, { pages, waiting }: Places): void {
  for (const [i, { page, y }] of waiting.entries()) {
    document.switchToPage(page);
    document.markContent('Artifact', { type: 'Layout' });
    document
      .font(PLAIN)
      .fontSize(9)
      .fillColor(MUTED)
      .text(String((pages[i] ?? 0) + 1), MARGIN, y, {
        width: document.page.width - 2 * MARGIN,
        align: 'right',
        lineBreak: false,
      });
    document.endMarkedContent();
  }
}

function writeBlock(page: Page, block: Block): void {
  const { document } = page;
  switch (block.kind) {
    case 'contents':
      writeContents(page, block.text);
      break;
    case 'heading':
      document.y += block.level === 1 ? 0 : 12;
      page.room(block.level === 2 ? 160 : 110);
      if (block.level > 1) page.mark(block);
      page.say(`H${String(block.level)}`, block.text, SIZES[block.level], BOLD);
      document.y += 4;
      break;
    case 'stamp':
      page.say('P', block.text, 12, BOLD, DANGER);
      document.y += 6;
      break;
    case 'text':
      if (block.muted === true) page.say('P', block.text, 8.5, PLAIN, MUTED);
      else page.say('P', block.text, 10);
      document.y += 6;
      break;
    case 'page':
      document.addPage();
      break;
    case 'facts':
      for (const [label, content] of block.facts) page.say('P', `${label}: ${content}`, 10);
      document.y += 6;
      break;
    case 'picture':
      writePicture(page, block);
      break;
    case 'table':
      writeTable(page, block);
      break;
  }
}

/** Page numbers and the stamp at the foot of every page, which are no part of what is read out. */
function writeFeet(document: Document, { title, stamp }: Report): void {
  const { start, count } = document.bufferedPageRange();
  for (let i = 0; i < count; i += 1) {
    document.switchToPage(start + i);
    const bottom = document.page.margins.bottom;
    // Else text this low would begin a page of its own.
    document.page.margins.bottom = 0;
    document.markContent('Artifact', { type: 'Pagination' });
    const said = `${stamp ?? title}   ${String(i + 1)} (${String(count)})`;
    document
      .font(PLAIN)
      .fontSize(8)
      .fillColor(stamp === null ? MUTED : DANGER)
      .text(writable(said), MARGIN, document.page.height - 34, {
        width: document.page.width - 2 * MARGIN,
        align: 'right',
        lineBreak: false,
      });
    document.endMarkedContent();
    document.page.margins.bottom = bottom;
  }
}

/** The report as PDF. */
export function pdfOf(report: Report): Buffer {
  const { title, language: own, program, madeAt } = report;
  const document = new PdfDocument({
    size: 'A4',
    margin: MARGIN,
    compress: false,
    pdfVersion: '1.7',
    // The package's types do not know of it yet.
    subset: 'PDF/UA' as unknown as 'PDF/A-1',
    tagged: true,
    lang: own === 'sv' ? 'sv-SE' : 'en-GB',
    displayTitle: true,
    bufferPages: true,
    // The standard fonts are not embedded; none of them is opened.
    font: '',
    info: {
      Title: title,
      Author: 'Sigill',
      Creator: program,
      Producer: 'PDFKit',
      CreationDate: madeAt,
      ModDate: madeAt,
    },
  });
  document.registerFont(PLAIN, fontFile('plain'));
  document.registerFont(BOLD, fontFile('bold'));
  document.font(PLAIN);
  const root = document.struct('Document');
  document.addStructure(root);
  const places: Places = { headings: headingsIn(report.parts), pages: [], waiting: [] };
  for (const { language, blocks } of report.parts) {
    const part = document.struct('Sect', { lang: language === 'sv' ? 'sv-SE' : 'en-GB' });
    root.add(part);
    const page = new Page(document, part, places);
    for (const block of blocks) writeBlock(page, block);
    part.end();
  }
  root.end();
  writePageNumbers(document, places);
  writeFeet(document, report);
  document.end();
  const bytes: unknown = document.read();
  if (!Buffer.isBuffer(bytes)) throw new RangeError('the report was not written');
  return bytes;
}

export const pdfWriter = wholeWriter({
  format: 'pdf',
  draw: (whole) => [{ name: `rapport${nameStamp(whole)}.pdf`, bytes: pdfOf(packagedReport(whole)) }],
  read: null,
});
