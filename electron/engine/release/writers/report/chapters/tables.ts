import { type Language, text } from '../../../../../../shared/texts/text.ts';
import { areaFinding, spanFinding, wholeFinding } from '../../findings/finding.ts';
import { capital, written } from '../../pictures/frame.ts';
import { scenesOf } from '../../pictures/pictures.ts';
import { lossOf } from '../../shown/about.ts';
import { HIDDEN_SYMBOL, nodesAt } from '../../shown/cells.ts';
import type { ShownPackage, ShownTable } from '../../shown/shown.ts';
import { tableNotes } from '../../text/notes.ts';
import { type Block, heading, notes, type ReportTable, says, wordsIn } from '../model.ts';
import { areaList } from './areas.ts';

/* A chapter for each factor, and in it every table: what it says, its pictures, its areas, its figures, and how they are protected. */

/** Beyond so many rows the report shows what lies right below the top, and leaves the rest to the table's own files. */
const MOST_ROWS = 60;
const MOST_COLUMNS = 9;

/** Which nodes of a dimension are shown: all, or the top and what lies right below it. */
function shownNodes(codes: readonly string[], parents: readonly (string | null)[], all: boolean): Set<number> {
  return new Set(codes.flatMap((_, i) => (all || i === 0 || parents[i] === codes[0] ? [i] : [])));
}

/** A table as rows of text, all of it or its upper levels; null where not even those fit on a page. */
function figures(
  table: ShownTable,
  language: Language,
): { readonly block: ReportTable | null; readonly whole: boolean } {
  const { dimensions, values, decimals } = table;
  const across = dimensions.at(-1);
  const down = dimensions.slice(0, -1);
  if (across === undefined) throw new RangeError('a table has a dimension');
  const caption = `${table.title[language]}, ${String(table.year)}. ${capital(table.unit[language])}`;
  const width = across.codes.length;
  const meaning = new Map(table.meanings.map(({ value, label }) => [value, label[language]]));
  const rowsIn = (all: boolean): string[][] => {
    const shown = down.map(({ codes, parents }) => shownNodes(codes, parents, all));
    const rows: string[][] = [];
    for (let at = 0; at < values.length; at += width) {
      const nodes = nodesAt(table, at).slice(0, -1);
      if (!nodes.every((node, d) => shown[d]?.has(node) === true)) continue;
      const cells = values
        .slice(at, at + width)
        .map((value) => (value === null ? HIDDEN_SYMBOL : (meaning.get(value) ?? written(value, decimals, language))));
      rows.push([...nodes.map((node, d) => down[d]?.labels[language][node] ?? ''), ...cells]);
      if (rows.length > MOST_ROWS) break;
    }
    return rows;
  };
  const head = [...down.map(({ name }) => name[language]), ...across.labels[language]];
  const all = rowsIn(true);
  const rows = all.length <= MOST_ROWS ? all : rowsIn(false);
  const fits = rows.length <= MOST_ROWS && head.length <= MOST_COLUMNS;
  return {
    block: fits ? { kind: 'table', caption, head, stub: down.length, rows } : null,
    whole: fits && rows === all,
  };
}

function tableBlocks(table: ShownTable, whole: ShownPackage, language: Language): Block[] {
  const { block, whole: all } = figures(table, language);
  const { origin } = table;
  const said = [areaFinding(table, language), spanFinding(table, language) ?? wholeFinding(table, language)].filter(
    (one) => one !== null,
  );
  return [
    heading(3, `${table.title[language]}, ${String(table.year)}`),
    ...said.map((sentence) => says(`${sentence}.`)),
    ...(origin === null
      ? []
      : [says(text(language, 'report.table.definition', { definition: origin.definition[language] }))]),
    ...scenesOf(table, whole, language).map(([name, scene]): Block => ({
      kind: 'picture',
      name: `${table.id}-${name}`,
      scene,
    })),
    ...areaList(table, language),
    ...(block === null ? [] : [block]),
    notes(
      [
        ...(all ? [] : [text(language, 'packaged.report.more', { table: table.id })]),
        ...tableNotes(table, language, { stamp: null, synthetic: false }),
        lossOf(table, language),
        ...(origin === null ? [] : [text(language, 'report.table.source', { source: origin.source[language] })]),
      ].join(' '),
    ),
  ];
}

/** Every table, by factor in the order in which the factors first stand; then those of no factor, then lists, groups and profiles. */
export function factorChapters(whole: ShownPackage, language: Language): readonly Block[] {
  const words = wordsIn(language);
  const chapters = new Map<string, ShownTable[]>();
  const others: ShownTable[] = [];
  const stated = whole.tables.filter(({ statement }) => statement !== null);
  for (const table of whole.tables.filter(({ statement }) => statement === null)) {
    const factor = table.origin?.factor?.[language];
    const own = factor === undefined ? others : (chapters.get(factor) ?? []);
    own.push(table);
    if (factor !== undefined) chapters.set(factor, own);
  }
  const rest = words(chapters.size === 0 ? 'packaged.about.tables' : 'report.factor.other');
  return [
    ...chapters,
    ...(others.length === 0 ? [] : [[rest, others] as const]),
    ...(stated.length === 0 ? [] : [[words('report.chapter.stated'), stated] as const]),
  ].flatMap(([name, tables]) => [heading(2, name), ...tables.flatMap((table) => tableBlocks(table, whole, language))]);
}
