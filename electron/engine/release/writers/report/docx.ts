import type * as Docx from 'docx';
import { unzipSync, zipSync } from 'fflate';
import { text } from '../../../../../shared/texts/text.ts';
import { png } from '../pictures/png.ts';
import { laterWriter } from '../redrawn.ts';
import { HIDDEN_SYMBOL } from '../shown/cells.ts';
import { holdableText } from '../sheets/xml.ts';
import { ZIP_TIME } from '../sheets/workbook.ts';
import { nameStamp } from '../writer.ts';
import { differingParts } from './docxRead.ts';
import type { Block, Part, Report, ReportTable } from './model.ts';
import { packagedReport } from './report.ts';

/*
 * The report as a Word document (ECMA-376) to go on writing in: headings by their styles, a table of contents with links, captions
 * with numbers of their own, rows of headings that are repeated on every page, alternative texts, the language of every part. The
 * library takes its time and the time of day; both are taken away again, so that the same package gives the same bytes.
 */

type Library = typeof Docx;
type Child = Docx.Paragraph | Docx.Table | Docx.TableOfContents;

const FONT = 'Arial';
const LANGUAGE = { sv: 'sv-SE', en: 'en-GB' } as const;
/** Text width of an A4 page with its margins, in twentieths of a point. */
const TEXT_WIDTH = 9070;
const PICTURE_WIDTH = 604;
const PICTURE_HEIGHT = 820;
const COLOUR = { text: '15181C', muted: '515963', line: 'D8DCE1', head: 'EDF0F3', danger: 'B01E17' } as const;

class Writing {
  readonly library: Library;
  readonly part: Part;
  drawings: number;

  constructor(library: Library, part: Part, drawings: number) {
    this.library = library;
    this.part = part;
    this.drawings = drawings;
  }

  run(content: string, more: Partial<Docx.IRunOptions> = {}): Docx.TextRun {
    return new this.library.TextRun({
      text: holdableText(content),
      language: { value: LANGUAGE[this.part.language] },
      ...more,
    });
  }

  paragraph(content: string, more: Docx.IParagraphOptions = {}, style: Partial<Docx.IRunOptions> = {}): Docx.Paragraph {
    return new this.library.Paragraph({ children: [this.run(content, style)], ...more });
  }

  /** A caption that Word counts: "Tabell 1. …". */
  caption(kind: 'table' | 'picture', content: string): Docx.Paragraph {
    const { library } = this;
    const word = text(this.part.language, `packaged.report.caption.${kind}`);
    return new library.Paragraph({
      style: 'Caption',
      keepNext: kind === 'table',
      children: [this.run(`${word} `), new library.SequentialIdentifier(word), this.run(`. ${content}`)],
    });
  }
}

const thin = { style: 'single', size: 4, color: COLOUR.line } as const;
const none = { style: 'none', size: 0, color: 'auto' } as const;

function tableOf(writing: Writing, { head, stub, rows, words = [] }: ReportTable): Docx.Table {
  const { library } = writing;
  const isWord = (i: number): boolean => i < stub || words.includes(i);
  // Words take the room that their longest cell asks for, figures alike what is left.
  const longest = head.map((title, i) => Math.max(title.length / 2, ...rows.map((row) => (row[i] ?? '').length)));
  const asked = longest.map((signs, i) =>
    isWord(i) ? Math.min(Math.max(signs + 4, 7), 40) : Math.min(Math.max(signs, 7), 14),
  );
  const all = asked.reduce((sum, one) => sum + one, 0);
  const widths = asked.map((one) => Math.floor((one * TEXT_WIDTH) / all));
  const line = (cells: readonly string[], heading: boolean): Docx.TableRow =>
    new library.TableRow({
      tableHeader: heading,
      cantSplit: true,
      children: cells.map(
        (content, i) =>
          new library.TableCell({
            width: { size: widths[i] ?? 0, type: 'dxa' },
            margins: { top: 40, bottom: 40, left: 80, right: 80 },
            borders: { top: none, left: none, right: none, bottom: thin },
            ...(heading
              ? { shading: { type: 'clear', fill: COLOUR.head, color: 'auto' }, verticalAlign: 'bottom' }
              : {}),
            children: [
              writing.paragraph(
                content,
                { style: 'Tabelltext', alignment: isWord(i) ? 'left' : 'right', keepNext: heading },
                heading || i < stub ? { bold: true } : content === HIDDEN_SYMBOL ? { color: COLOUR.muted } : {},
              ),
            ],
          }),
      ),
    });
  return new library.Table({
    width: { size: TEXT_WIDTH, type: 'dxa' },
    columnWidths: widths,
    layout: 'fixed',
    tableLook: { firstRow: true, firstColumn: stub > 0, noHBand: true, noVBand: true },
    rows: [line(head, true), ...rows.map((cells) => line(cells, false))],
  });
}

function pictureOf(writing: Writing, { name, scene }: Extract<Block, { kind: 'picture' }>): Docx.Paragraph {
  const { library } = writing;
  const scale = Math.min(PICTURE_WIDTH / scene.width, PICTURE_HEIGHT / scene.height);
  writing.drawings += 1;
  return new library.Paragraph({
    keepNext: true,
    children: [
      new library.ImageRun({
        type: 'png',
        data: png(scene),
        transformation: { width: Math.round(scene.width * scale), height: Math.round(scene.height * scale) },
        altText: {
          id: String(writing.drawings),
          name: holdableText(name),
          title: holdableText(scene.title),
          description: holdableText(`${scene.title}. ${scene.description}`),
        },
      }),
    ],
  });
}

const HEADINGS = { 1: 'Title', 2: 'Heading1', 3: 'Heading2' } as const;

function childrenOf(writing: Writing, block: Block): readonly Child[] {
  const { library } = writing;
  let made: readonly Child[];
  switch (block.kind) {
    case 'heading':
      made = [writing.paragraph(block.text, { heading: HEADINGS[block.level], keepNext: true })];
      break;
    case 'stamp':
      made = [writing.paragraph(block.text, {}, { bold: true, color: COLOUR.danger })];
      break;
    case 'text':
      made = [writing.paragraph(block.text, {}, block.muted === true ? { size: 18, color: COLOUR.muted } : {})];
      break;
    case 'page':
      made = [new library.Paragraph({ pageBreakBefore: true })];
      break;
    case 'facts':
      made = block.facts.map(
        ([label, content]) =>
          new library.Paragraph({
            children: [writing.run(`${label}: `, { color: COLOUR.muted }), writing.run(content)],
            spacing: { after: 40 },
          }),
      );
      break;
    case 'picture':
      made = [pictureOf(writing, block), writing.caption('picture', block.scene.title)];
      break;
    case 'table':
      made = [writing.caption('table', block.caption), tableOf(writing, block), writing.paragraph('')];
      break;
    case 'contents':
      made = [
        writing.paragraph(block.text, { style: 'Innehall', keepNext: true }),
        new library.TableOfContents(holdableText(block.text), { hyperlink: true, headingStyleRange: '1-2' }),
      ];
      break;
  }
  return made;
}

const style = (size: number, before: number, after: number) => ({
  run: { size, bold: true, color: COLOUR.text, font: FONT },
  paragraph: { spacing: { before, after }, keepNext: true },
});

const stylesIn = (language: Report['language']): Docx.IStylesOptions => ({
  default: {
    document: {
      run: { font: FONT, size: 21, color: COLOUR.text, language: { value: LANGUAGE[language] } },
      paragraph: { spacing: { after: 120, line: 276, lineRule: 'auto' } },
    },
    title: { ...style(44, 0, 200), paragraph: { spacing: { after: 200 }, alignment: 'left' } },
    heading1: style(30, 400, 120),
    heading2: style(24, 280, 80),
    heading3: style(22, 200, 80),
  },
  paragraphStyles: [
    {
      id: 'Caption',
      name: 'caption',
      basedOn: 'Normal',
      quickFormat: true,
      run: { bold: true, size: 19 },
      paragraph: { spacing: { before: 120, after: 80 } },
    },
    {
      id: 'Tabelltext',
      name: 'Tabelltext',
      basedOn: 'Normal',
      quickFormat: true,
      run: { size: 17 },
      paragraph: { spacing: { before: 0, after: 0, line: 240, lineRule: 'auto' } },
    },
    {
      id: 'Innehall',
      name: 'Innehåll, rubrik',
      basedOn: 'Normal',
      run: { bold: true, size: 30 },
      paragraph: { spacing: { before: 300, after: 120 } },
    },
  ],
});

const TIME = /(<dcterms:(?:created|modified) xsi:type="dcterms:W3CDTF">)[^<]*/gu;
/** Marks that links lead to, by number and by name: at the mark, at the link, and where the link's page number is asked for. */
const NUMBERS = /(<w:bookmark(?:Start|End)\b[^>]*\bw:id=")(\d+)/gu;
const NAMES =
  /(<w:bookmarkStart\b[^>]*\bw:name="_Toc|<w:hyperlink\b[^>]*\bw:anchor="_Toc|<w:instrText[^>]*>PAGEREF _Toc)(\d+)/gu;

/** The numbers that a pattern finds, from 1 in the order in which they first stand. */
function fromOne(xml: string, pattern: RegExp): string {
  const known = new Map<string, string>();
  return xml.replaceAll(pattern, (_, before: string, number: string) => {
    const own = known.get(number) ?? String(known.size + 1);
    known.set(number, own);
    return `${before}${own}`;
  });
}

/** The document without the time of day, and with marks numbered from 1 whatever was written before it. */
function settled(bytes: Uint8Array, madeAt: Date): Buffer {
  const made = madeAt.toISOString().replace(/\.\d+Z$/u, 'Z');
  const files: Record<string, Uint8Array> = {};
  for (const [name, part] of Object.entries(unzipSync(bytes))) {
    if (!/^(?:docProps\/core|word\/document)\.xml$/u.test(name)) files[name] = part;
    else {
      const xml = new TextDecoder().decode(part).replaceAll(TIME, `$1${made}`);
      files[name] = new TextEncoder().encode(fromOne(fromOne(xml, NUMBERS), NAMES));
    }
  }
  return Buffer.from(zipSync(files, { level: 6, mtime: ZIP_TIME }));
}

/** The report as a Word document. */
export async function docxOf({ title, stamp, language, program, madeAt, parts }: Report): Promise<Buffer> {
  const [library, { estimatePageNumbers }] = await Promise.all([import('docx'), import('docx/layout')]);
  let drawings = 0;
  const children = parts.flatMap((part) => {
    const writing = new Writing(library, part, drawings);
    const made = part.blocks.flatMap((block) => childrenOf(writing, block));
    ({ drawings } = writing);
    return made;
  });
  const foot = stamp ?? title;
  const document = new library.Document({
    title: holdableText(title),
    creator: 'Sigill',
    lastModifiedBy: 'Sigill',
    description: program,
    styles: stylesIn(language),
    pageNumbers: estimatePageNumbers,
    sections: [
      {
        properties: {
          page: {
            size: { width: 11_906, height: 16_838 },
            margin: { top: 1418, bottom: 1418, left: 1418, right: 1418, header: 709, footer: 709 },
          },
        },
        footers: {
          default: new library.Footer({
            children: [
              new library.Paragraph({
                alignment: 'right',
                children: [
                  new library.TextRun({
                    size: 16,
                    color: stamp === null ? COLOUR.muted : COLOUR.danger,
                    children: [
                      `${holdableText(foot)}   `,
                      library.PageNumber.CURRENT,
                      ' (',
                      library.PageNumber.TOTAL_PAGES,
                      ')',
                    ],
                  }),
                ],
              }),
            ],
          }),
        },
        children,
      },
    ],
  });
  return settled(await library.Packer.toBuffer(document), madeAt);
}

export const docxWriter = laterWriter({
  format: 'docx',
  draw: async (whole) => ({ name: `rapport${nameStamp(whole)}.docx`, bytes: await docxOf(packagedReport(whole)) }),
  read: differingParts,
});
