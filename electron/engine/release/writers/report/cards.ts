import { type Language, text } from '../../../../../shared/texts/text.ts';
import { type AreaFigure, categoriesOf, LEAST_WHOLE, ranking, type Series, seriesOf } from '../findings/series.ts';
import { written } from '../pictures/frame.ts';
import { HIDDEN_SYMBOL } from '../shown/cells.ts';
import type { ShownPackage, ShownTable } from '../shown/shown.ts';
import { tableNotes } from '../text/notes.ts';
import { type CardRow, stripScene } from './cardScene.ts';
import { type Block, heading, notes, type Report, says } from './model.ts';

/*
 * The card of an area on one page: every published figure of it beside its municipality, county and the country, its place among
 * the areas that are shown, and what stands out. One report per municipality.
 */

/** What a page has room for. */
const MOST_ROWS = 34;
const MOST_STRIPS = 12;
/** Among so large a part of the shown areas, counted from the first, an area stands out. */
const STANDS_OUT = 0.1;
const MOST_SAID = 3;
const NOTHING = '–';

export interface MunicipalityCards {
  readonly code: string;
  readonly report: Report;
}

/** Codes of what an area lies in. */
interface Above {
  readonly municipality: string | undefined;
  readonly county: string | undefined;
  readonly nation: string | undefined;
}

interface Ranks {
  readonly series: Series;
  readonly byCode: ReadonlyMap<string, AreaFigure>;
  readonly rankOf: ReadonlyMap<string, number>;
  readonly shown: number;
  readonly least: number;
  readonly most: number;
}

function ranksOf(series: Series): Ranks {
  const { ranked } = ranking(series);
  const values = ranked.map(({ area }) => area.value);
  return {
    series,
    byCode: new Map(series.areas.map((area) => [area.code, area])),
    rankOf: new Map(ranked.map(({ area, rank }) => [area.code, rank])),
    shown: ranked.length,
    least: values.reduce((a, b) => Math.min(a, b), Infinity),
    most: values.reduce((a, b) => Math.max(a, b), -Infinity),
  };
}

const allSeries = (table: ShownTable, language: Language): Series[] =>
  (table.dimensions.length === 1 ? [null] : categoriesOf(table))
    .map((category) => seriesOf(table, category, language))
    .filter((series) => series !== null);

/** An area's chain upwards, itself first, in the table that goes furthest down. */
function chainOf(table: ShownTable, code: string): string[] {
  const [areas] = table.dimensions;
  const chain: string[] = [];
  for (let at = areas?.codes.indexOf(code) ?? -1; at >= 0;) {
    chain.push(areas?.codes[at] ?? '');
    const parent = areas?.parents[at] ?? null;
    at = parent === null ? -1 : (areas?.codes.indexOf(parent) ?? -1);
  }
  return chain;
}

/** A figure as the card writes it: the symbol where it is hidden, a dash where there is none. */
function figureText({ series, byCode }: Ranks, code: string | undefined, language: Language): string {
  const figure = code === undefined ? undefined : byCode.get(code);
  if (figure === undefined) return NOTHING;
  if (figure.isHidden) return HIDDEN_SYMBOL;
  return figure.value === null ? NOTHING : written(figure.value, series.isShare ? 1 : series.table.decimals, language);
}

function rowsOf(all: readonly Ranks[], code: string, above: Above, language: Language): CardRow[] {
  return all.slice(0, MOST_ROWS).map((ranks) => {
    const { series, byCode, rankOf, shown, least, most } = ranks;
    const valueAt = (own: string | undefined): number | null =>
      (own === undefined ? undefined : byCode.get(own))?.value ?? null;
    const rank = rankOf.get(code) ?? null;
    return {
      label: `${series.label}, ${String(series.table.year)}`,
      unit: series.isShare ? text(language, 'report.card.percent') : series.table.unit[language],
      area: figureText(ranks, code, language),
      municipality: figureText(ranks, above.municipality, language),
      county: figureText(ranks, above.county, language),
      nation: figureText(ranks, above.nation, language),
      rank: rank === null ? NOTHING : text(language, 'report.card.of', { rank, shown: written(shown, 0, language) }),
      standing: rank === null || shown === 0 || series.table.origin?.direction === 0 ? 1 : rank / shown,
      span: series.isShare && least < most ? { least, most } : null,
      at: { area: valueAt(code), municipality: valueAt(above.municipality), nation: valueAt(above.nation) },
    };
  });
}

function card(rows: readonly CardRow[], place: string, whole: ShownPackage, language: Language): Block[] {
  const words = (['measure', 'unit', 'area', 'municipality', 'county', 'nation', 'rank'] as const).map((key) =>
    text(language, `report.card.${key}`),
  );
  const out = rows
    .filter(({ standing }) => standing <= STANDS_OUT)
    .sort((a, b) => a.standing - b.standing)
    .slice(0, MOST_SAID);
  const scene = stripScene(rows.filter(({ span }) => span !== null).slice(0, MOST_STRIPS), place, language);
  const protection = whole.tables.flatMap((table) =>
    tableNotes(table, language, { stamp: null, synthetic: whole.synthetic }),
  );
  return [
    says(place),
    ...out.map(({ label, unit, area, nation, rank }) =>
      says(text(language, 'report.card.standsOut', { label, value: area, unit, nation, rank })),
    ),
    {
      kind: 'table',
      caption: text(language, 'report.card.caption'),
      head: words,
      stub: 1,
      words: [1],
      rows: rows.map(({ label, unit, area, municipality, county, nation, rank }) => [
        label,
        unit,
        area,
        municipality,
        county,
        nation,
        rank,
      ]),
    },
    notes([text(language, 'report.card.note', { least: LEAST_WHOLE }), ...new Set(protection)].join(' ')),
    ...(scene === null ? [] : [{ kind: 'picture', name: `lage-${place}`, scene, fits: true } as const]),
  ];
}

/** Cards of all areas by municipality, or of the municipalities asked for; nothing where no table has areas. */
export function* areaCards(
  whole: ShownPackage,
  language: Language,
  wanted: readonly string[] | null = null,
): Generator<MunicipalityCards> {
  const all = whole.tables.flatMap((table) => allSeries(table, language)).map(ranksOf);
  const deepest = all.reduce<Ranks | null>(
    (best, one) => (best === null || one.series.finest > best.series.finest ? one : best),
    null,
  );
  if (deepest === null) return;
  const { series } = deepest;
  const towns = new Map<string, AreaFigure[]>();
  for (const area of series.areas.filter(({ depth }) => depth === series.finest)) {
    const chain = chainOf(series.table, area.code);
    const town = chain[series.finest > 2 ? 1 : 0] ?? area.code;
    towns.set(town, [...(towns.get(town) ?? []), area]);
  }
  for (const [town, areas] of [...towns].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (wanted !== null && !wanted.includes(town)) continue;
    const named = deepest.byCode.get(town)?.name ?? town;
    const title = text(language, 'report.card.folder', { place: named });
    const blocks = areas.flatMap((area, i): Block[] => {
      const [nation, county, municipality] = chainOf(series.table, area.code).reverse();
      const above = { nation, county, municipality };
      const place = text(language, 'report.card.where', { code: area.code, place: area.place });
      return [
        ...(i === 0 ? [] : [{ kind: 'page' } as const]),
        ...(i === 0 ? [heading(1, title)] : []),
        ...(whole.stamp === null ? [] : [{ kind: 'stamp', text: whole.stamp } as const]),
        heading(2, area.name),
        ...card(rowsOf(all, area.code, above, language), place, whole, language),
      ];
    });
    yield {
      code: town,
      report: {
        title,
        language,
        stamp: whole.stamp,
        program: `Sigill ${whole.productVersion}`,
        madeAt: whole.madeAt,
        parts: [{ language, blocks }],
      },
    };
  }
}
