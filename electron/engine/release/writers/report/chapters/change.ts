import { type Language, text } from '../../../../../../shared/texts/text.ts';
import { type AreaFigure, LEAST_WHOLE, leadingCategory, seriesOf } from '../../findings/series.ts';
import { written } from '../../pictures/frame.ts';
import type { ShownPackage, ShownTable } from '../../shown/shown.ts';
import { type Block, heading, notes, says } from '../model.ts';

/** Changes that a table names, in both directions together. */
const MOST_CHANGES = 20;
/** Down to municipalities, whose codes mean the same in every division. */
const MUNICIPALITY = 2;

interface Pair {
  readonly before: ShownTable;
  readonly after: ShownTable;
}

const sameMeasure = ({ before, after }: Pair): boolean =>
  before.origin?.definition.sv === after.origin?.definition.sv &&
  before.origin?.source.sv === after.origin?.source.sv &&
  before.isSum === after.isSum &&
  JSON.stringify(before.dimensions.slice(1).map(({ codes, labels }) => [codes, labels])) ===
    JSON.stringify(after.dimensions.slice(1).map(({ codes, labels }) => [codes, labels]));

/** Per cent of both years by code, for what is shown and large enough in both. */
function comparable(before: readonly AreaFigure[], after: readonly AreaFigure[], mostDepth: number) {
  const earlier = new Map(before.map((area) => [area.code, area]));
  const large = ({ whole }: AreaFigure): boolean => (whole ?? 0) >= LEAST_WHOLE;
  return after.flatMap((area) => {
    const known = earlier.get(area.code);
    if (known?.value === undefined || known.value === null || area.value === null || area.depth > mostDepth) return [];
    if (known.depth !== area.depth || !large(known) || !large(area)) return [];
    return [{ area, before: known.value, after: area.value, difference: area.value - known.value }];
  });
}

const signed = (value: number, language: Language): string => {
  const own = written(Math.abs(value), 1, language);
  return /[1-9]/u.test(own) ? `${value < 0 ? '−' : '+'}${own}` : own;
};

function pairBlocks(pair: Pair, language: Language): Block[] {
  const { before, after } = pair;
  const title = after.title[language];
  if (!sameMeasure(pair)) return [says(text(language, 'report.change.otherDefinition', { title }))];
  const category = leadingCategory(after);
  const later = category === null ? null : seriesOf(after, category, language);
  const earlier = category === null ? null : seriesOf(before, category, language);
  if (later === null || earlier === null) return [];
  const sameDivision = before.areaVersion === after.areaVersion;
  const depth = sameDivision ? later.finest : Math.min(MUNICIPALITY, later.finest);
  const all = comparable(earlier.areas, later.areas, depth);
  const [first, second] = [String(before.year), String(after.year)];
  const nation = all.find(({ area }) => area.depth === 0);
  const own = all.filter((one) => one.area.depth === depth);
  const largest = [...own]
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference) || (a.area.code < b.area.code ? -1 : 1))
    .slice(0, MOST_CHANGES)
    .sort((a, b) => b.difference - a.difference || (a.area.code < b.area.code ? -1 : 1));
  const { label } = later;
  const figure = (value: number): string => written(value, 1, language);
  return [
    heading(3, `${title}, ${first}–${second}`),
    ...(nation === undefined
      ? []
      : [
          says(
            `${text(language, 'report.change.rose', { label, first, second, before: figure(nation.before), after: figure(nation.after), difference: signed(nation.difference, language) })}.`,
          ),
        ]),
    ...(sameDivision
      ? []
      : [
          says(
            text(language, 'report.change.otherDivision', {
              title,
              first: before.areaVersion ?? '–',
              second: after.areaVersion ?? '–',
            }),
          ),
        ]),
    ...(largest.length === 0
      ? []
      : [
          {
            kind: 'table',
            caption: text(language, 'report.change.caption', { first, second, label }),
            head: [
              text(language, 'report.areas.area'),
              text(language, 'report.areas.place'),
              text(language, 'report.change.before', { year: first }),
              text(language, 'report.change.after', { year: second }),
              text(language, 'report.change.difference'),
            ],
            stub: 1,
            words: [1],
            rows: largest.map((one) => [
              one.area.name,
              one.area.place,
              figure(one.before),
              figure(one.after),
              signed(one.difference, language),
            ]),
          } as const,
          notes(
            text(language, 'report.change.note', {
              compared: written(own.length, 0, language),
              length: largest.length,
            }),
          ),
        ]),
  ];
}

/** Tables of the same id in an earlier package, of another year, held against this one's. */
export function changeChapter(
  { tables }: ShownPackage,
  earlier: readonly ShownPackage[],
  language: Language,
): readonly Block[] {
  if (earlier.length === 0) return [];
  const pairs = tables.flatMap((after) =>
    earlier
      .flatMap((whole) => whole.tables)
      .filter(({ id, year }) => id === after.id && year < after.year)
      .sort((a, b) => a.year - b.year)
      .map((before): Pair => ({ before, after })),
  );
  return [
    heading(2, text(language, 'report.chapter.change')),
    ...(pairs.length === 0
      ? [says(text(language, 'report.change.none'))]
      : [says(text(language, 'report.change.intro')), ...pairs.flatMap((pair) => pairBlocks(pair, language))]),
  ];
}
