import { type Language, text, type TextKey } from '../../../../../shared/texts/text.ts';
import { lossOf, packageFacts, percent, type Fact } from '../shown/about.ts';
import { HIDDEN_SYMBOL, nodesAt } from '../shown/cells.ts';
import type { ShownPackage, ShownTable } from '../shown/shown.ts';
import { tableNotes } from '../text/notes.ts';
import { swedish } from '../pictures/frame.ts';
import { scenesOf } from '../pictures/pictures.ts';
import type { Scene } from '../pictures/scene.ts';

/*
 * The report of a package as parts, from which it is written both as a page and as PDF: what it is, how it is protected and what that
 * cost, who stands behind it, then every table with its pictures. In Swedish, with a summary in English.
 */

export type Block =
  | Heading
  | { readonly kind: 'stamp'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  /** The table of contents: headings of the first two levels under the title. */
  | { readonly kind: 'contents'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'picture'; readonly name: string; readonly scene: Scene }
  | ReportTable;

export interface Heading {
  readonly kind: 'heading';
  readonly level: 1 | 2 | 3;
  readonly text: string;
}

export interface ReportTable {
  readonly kind: 'table';
  readonly caption: string;
  /** Headings; the first `stub` of them are over headings of rows. */
  readonly head: readonly string[];
  readonly stub: number;
  readonly rows: readonly (readonly string[])[];
}

export interface Part {
  readonly language: Language;
  readonly blocks: readonly Block[];
}

/** The headings under the title, in order: what a table of contents lists, and where each of its lines leads. */
export const headingsIn = (parts: readonly Part[]): readonly Heading[] =>
  parts.flatMap(({ blocks }) =>
    blocks.filter((block): block is Heading => block.kind === 'heading' && block.level > 1),
  );

/** Beyond so many rows the report shows what lies right below the top, and leaves the rest to the table's own files. */
const MOST_ROWS = 60;
const MOST_COLUMNS = 9;

const heading = (level: 1 | 2 | 3, key: TextKey, language: Language): Block => ({
  kind: 'heading',
  level,
  text: text(language, key),
});

/** Which nodes of a dimension are shown: all, or the top and what lies right below it. */
function shownNodes(codes: readonly string[], parents: readonly (string | null)[], all: boolean): Set<number> {
  return new Set(codes.flatMap((_, i) => (all || i === 0 || parents[i] === codes[0] ? [i] : [])));
}

/** A table as rows of text, all of it or its upper levels; null where not even those fit on a page. */
function tableBlock(table: ShownTable): { readonly block: ReportTable | null; readonly whole: boolean } {
  const { dimensions, values, decimals } = table;
  const across = dimensions.at(-1);
  const down = dimensions.slice(0, -1);
  if (across === undefined) throw new RangeError('a table has a dimension');
  const caption = `${table.title.sv}, ${String(table.year)}. ${table.unit.sv}`;
  const width = across.codes.length;
  const rowsIn = (all: boolean): { rows: string[][]; shown: Set<number>[] } => {
    const shown = down.map(({ codes, parents }) => shownNodes(codes, parents, all));
    const rows: string[][] = [];
    for (let at = 0; at < values.length; at += width) {
      const nodes = nodesAt(table, at).slice(0, -1);
      if (!nodes.every((node, d) => shown[d]?.has(node) === true)) continue;
      const written = values
        .slice(at, at + width)
        .map((value) => (value === null ? HIDDEN_SYMBOL : swedish(value, decimals)));
      rows.push([...nodes.map((node, d) => down[d]?.labels.sv[node] ?? ''), ...written]);
      if (rows.length > MOST_ROWS) break;
    }
    return { rows, shown };
  };
  const head = [...down.map(({ name }) => name.sv), ...across.labels.sv];
  const whole = rowsIn(true);
  const chosen = whole.rows.length <= MOST_ROWS ? whole : rowsIn(false);
  const fits = chosen.rows.length <= MOST_ROWS && head.length <= MOST_COLUMNS;
  return {
    block: fits ? { kind: 'table', caption, head, stub: down.length, rows: chosen.rows } : null,
    whole: fits && chosen === whole,
  };
}

function tableBlocks(table: ShownTable, whole: ShownPackage): Block[] {
  const { block, whole: all } = tableBlock(table);
  return [
    { kind: 'heading', level: 3, text: `${table.title.sv}, ${String(table.year)}` },
    {
      kind: 'text',
      text: `${tableNotes(table, 'sv', { stamp: null, synthetic: false }).join(' ')} ${lossOf(table, 'sv')}`,
    },
    ...scenesOf(table, whole).map(([name, scene]): Block => ({ kind: 'picture', name: `${table.id}-${name}`, scene })),
    ...(block === null ? [] : [block]),
    ...(all ? [] : [{ kind: 'text', text: text('sv', 'packaged.report.more', { table: table.id }) } as const]),
  ];
}

function lossTable(whole: ShownPackage, language: Language): ReportTable {
  return {
    kind: 'table',
    caption: text(language, 'packaged.report.lossCaption'),
    head: (['table', 'cells', 'hidden', 'share'] as const).map((key) => text(language, `packaged.report.loss.${key}`)),
    stub: 1,
    rows: whole.tables.map((table) => [
      `${table.title[language]}, ${String(table.year)}`,
      language === 'sv' ? swedish(table.values.length, 0) : String(table.values.length),
      language === 'sv' ? swedish(table.hidden, 0) : String(table.hidden),
      percent(table.hidden, table.values.length, language),
    ]),
  };
}

const least = ({ tables }: ShownPackage): number => Math.min(...tables.map(({ rules }) => rules.minFrequency));

const hasHidden = ({ tables }: ShownPackage): boolean => tables.some(({ method }) => method === 'suppress');
const hasChanged = ({ tables }: ShownPackage): boolean => tables.some(({ method }) => method !== 'suppress');

/** How the tables are protected, by the methods that were used. */
function protectionBlocks(whole: ShownPackage, language: Language): Block[] {
  const said: string[] = [];
  if (hasHidden(whole))
    said.push(
      text(language, 'packaged.report.methodText', { limit: least(whole) }),
      text(language, 'packaged.report.attackText'),
      text(language, 'packaged.hiddenNote'),
    );
  if (hasChanged(whole)) said.push(text(language, 'packaged.report.changedText'));
  return said.map((sentence) => ({ kind: 'text', text: sentence }));
}

export function reportParts(whole: ShownPackage): readonly Part[] {
  const { title, stamp, tables } = whole;
  const swedishPart: Block[] = [
    { kind: 'heading', level: 1, text: title.sv },
    ...(stamp === null ? [] : [{ kind: 'stamp', text: stamp } as const]),
    { kind: 'text', text: text('sv', 'packaged.report.intro', { tables: tables.length }) },
    { kind: 'facts', facts: packageFacts(whole, 'sv') },
    { kind: 'contents', text: text('sv', 'packaged.report.contents') },
    heading(2, 'packaged.report.method', 'sv'),
    ...protectionBlocks(whole, 'sv'),
    heading(2, 'packaged.report.loss', 'sv'),
    ...(hasHidden(whole) ? [{ kind: 'text', text: text('sv', 'packaged.report.lossText') } as const] : []),
    ...(hasChanged(whole) ? [{ kind: 'text', text: text('sv', 'packaged.report.lossChanged') } as const] : []),
    lossTable(whole, 'sv'),
    heading(2, 'packaged.about.tables', 'sv'),
    ...tables.flatMap((table) => tableBlocks(table, whole)),
    heading(2, 'packaged.report.check', 'sv'),
    { kind: 'text', text: text('sv', 'packaged.report.checkText') },
  ];
  const englishPart: Block[] = [
    heading(2, 'packaged.report.summary', 'en'),
    { kind: 'text', text: `${title.en}. ${text('en', 'packaged.report.intro', { tables: tables.length })}` },
    ...protectionBlocks(whole, 'en'),
    lossTable(whole, 'en'),
  ];
  return [
    { language: 'sv', blocks: swedishPart },
    { language: 'en', blocks: englishPart },
  ];
}
