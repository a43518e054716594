import { isoDate } from '../../../../shared/domain/dates/isoDate.ts';
import type { ColumnQuality } from '../../../../shared/schemas/quality.ts';
import { type Language, text } from '../../../../shared/texts/text.ts';
import { numberText, shareText } from '../wording.ts';
import { type Markup, markup } from './markup.ts';

type Distribution = ColumnQuality['distribution'];
type Categories = Extract<Distribution, { kind: 'categories' }>;
type Numbers = Extract<Distribution, { kind: 'numbers' }>;

const WIDTH = 560;
const HEIGHT = 130;
const FOOT = 18;
const ROW = 20;
const LABEL = 210;
/** Codes with a bar each; the rest stands together. */
const BARS = 20;

const fixed = (value: number): string => value.toFixed(2);

/** Shares by bar: this year filled, last year as an outline, so that both can be seen where they lie on each other. */
function numberPlot({ bins }: Numbers, figure: (value: number) => string, language: Language): Markup {
  const total = bins.reduce((sum, { count }) => sum + count, 0) || 1;
  const before = bins.reduce((sum, { countBefore }) => sum + (countBefore ?? 0), 0) || 1;
  const shares = bins.map(({ count, countBefore }) => ({
    now: count / total,
    before: countBefore === null ? null : countBefore / before,
  }));
  const highest = Math.max(...shares.map(({ now, before: earlier }) => Math.max(now, earlier ?? 0)), 1e-9);
  const step = WIDTH / Math.max(1, bins.length);
  const y = (share: number): number => HEIGHT - (share / highest) * (HEIGHT - 4);
  const bars = shares.map(({ now }, i) => {
    const bin = bins[i];
    const title = `${figure(bin?.from ?? 0)}–${figure(bin?.to ?? 0)}: ${numberText(language, bin?.count ?? 0)} (${shareText(language, now)})`;
    return markup`<rect class="now" x="${fixed(i * step)}" y="${fixed(y(now))}" width="${fixed(Math.max(0.5, step - 1))}" height="${fixed(HEIGHT - y(now))}"><title>${title}</title></rect>`;
  });
  const points = shares.flatMap(({ before: earlier }, i) =>
    earlier === null
      ? []
      : [`${fixed(i * step)},${fixed(y(earlier))} ${fixed((i + 1) * step - 1)},${fixed(y(earlier))}`],
  );
  const line = points.length === 0 ? markup`` : markup`<polyline class="before" points="${points.join(' ')}"/>`;
  const first = figure(bins[0]?.from ?? 0);
  const last = figure(bins.at(-1)?.to ?? 0);
  return markup`<svg role="img" viewBox="0 0 ${WIDTH} ${HEIGHT + FOOT}" width="${WIDTH}" height="${HEIGHT + FOOT}">${bars}${line}<text x="0" y="${HEIGHT + 14}">${first}</text><text x="${WIDTH}" y="${HEIGHT + 14}" text-anchor="end">${last}</text></svg>`;
}

function categoryPlot({ codes, others }: Categories, language: Language): Markup {
  const shown = codes.slice(0, BARS);
  const hidden = codes.slice(BARS);
  const sum = (values: readonly (number | null)[]): number =>
    values.reduce<number>((all, value) => all + (value ?? 0), 0);
  const rest = {
    codes: hidden.length + others.codes,
    count: others.count + sum(hidden.map(({ count }) => count)),
    before: others.countBefore === null ? null : others.countBefore + sum(hidden.map(({ countBefore }) => countBefore)),
  };
  const rows = [
    ...shown.map(({ code, label, count, countBefore }) => ({
      name: label === null || label === '' ? code : `${code} ${label}`,
      count,
      before: countBefore,
    })),
    ...(rest.codes > 0
      ? [{ name: text(language, 'quality.plot.others', { codes: rest.codes }), count: rest.count, before: rest.before }]
      : []),
  ];
  const total = sum(rows.map(({ count }) => count)) || 1;
  const totalBefore = sum(rows.map(({ before }) => before)) || 1;
  const highest = Math.max(
    ...rows.map(({ count, before }) => Math.max(count / total, (before ?? 0) / totalBefore)),
    1e-9,
  );
  const across = WIDTH - LABEL - 70;
  const bars = rows.map(({ name, count, before }, i) => {
    const length = (count / total / highest) * across;
    const mark =
      before === null
        ? markup``
        : markup`<line class="before" x1="${fixed(LABEL + (before / totalBefore / highest) * across)}" x2="${fixed(LABEL + (before / totalBefore / highest) * across)}" y1="${i * ROW + 1}" y2="${i * ROW + ROW - 3}"/>`;
    const shown = name.length > 34 ? `${name.slice(0, 33)}…` : name;
    return markup`<g><title>${name}: ${numberText(language, count)} (${shareText(language, count / total)})</title><text x="${LABEL - 6}" y="${i * ROW + 14}" text-anchor="end">${shown}</text><rect class="now" x="${LABEL}" y="${i * ROW + 3}" width="${fixed(length)}" height="${ROW - 7}"/>${mark}<text x="${fixed(LABEL + Math.max(length, 0) + 5)}" y="${i * ROW + 14}">${shareText(language, count / total)}</text></g>`;
  });
  const height = rows.length * ROW + 4;
  return markup`<svg role="img" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}">${bars}</svg>`;
}

/** A plot of a column, with last year's shares where they are known. Keys and empty columns have none. */
export function plotOf({ distribution, type }: ColumnQuality, language: Language): Markup {
  const figure = (value: number): string => (type === 'date' ? isoDate(value) : numberText(language, value, 4));
  if (distribution.kind === 'numbers') return numberPlot(distribution, figure, language);
  return distribution.kind === 'categories' && distribution.distinct > 0
    ? categoryPlot(distribution, language)
    : markup``;
}
