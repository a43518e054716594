import type { AreaWhy, Place } from '../../../shared/domain/assess/why/areaWhy.ts';
import { shownNumber } from '../../../shared/domain/assess/why/sentence.ts';
import { type Language, text } from '../../../shared/texts/text.ts';
import type { AreaExplained } from '../../engine/assess/explainArea.ts';
import { alignedTable } from '../alignedTable.ts';

/** Changes that are told of each kind. */
const TOLD = 3;

interface Wording {
  readonly language: Language;
  readonly nameOf: (id: string) => string;
}

/** The explanation of an area for people, line by line. */
export function* explainedLines(
  { area, sentence, missing, excluded, why }: AreaExplained,
  wording: Wording,
): Generator<string> {
  const { language, nameOf } = wording;
  if (excluded !== '') {
    yield text(language, 'explain.excluded', { area, reason: excluded });
    return;
  }
  if (why === null || sentence === null) {
    yield text(language, 'explain.noScore', { area, missing: missing.map(nameOf).join(', ') });
    return;
  }
  yield sentence[language];
  const parts = [
    waterfallLines(why, wording),
    changeLines(why, wording),
    neighbourLines(why, wording),
    placeLines(why, wording),
  ];
  for (const part of parts) {
    const lines = [...part];
    if (lines.length > 0) yield '';
    yield* lines;
  }
}

const signed = (value: number, language: Language): string =>
  `${value > 0 ? '+' : ''}${shownNumber(value, language).replace('-', '−')}`;

function* waterfallLines({ waterfall, indicators }: AreaWhy, { language, nameOf }: Wording): Generator<string> {
  const values = new Map(indicators.map((one) => [one.id, one]));
  const row = (label: string, part: number): string[] => [label, '', '', signed(part, language)];
  const rows = waterfall.parts
    .toSorted((a, b) => Math.abs(b.part || 0) - Math.abs(a.part || 0) || (a.id < b.id ? -1 : 1))
    .map(({ id, part }) => {
      const own = values.get(id);
      const weight = own?.weight ?? own?.threshold;
      const mark = own?.imputed === undefined ? '' : '*';
      return [
        nameOf(id),
        own === undefined || Number.isNaN(own.value) ? '' : `${shownNumber(own.value, language)}${mark}`,
        weight === undefined ? '' : shownNumber(weight, language),
        Number.isNaN(part) ? '' : signed(part, language),
      ];
    });
  const thresholds = indicators.some(({ threshold }) => threshold !== undefined);
  yield text(language, waterfall.scale === 'logarithm' ? 'explain.logarithm' : 'explain.waterfall');
  yield* alignedTable(
    [
      { title: text(language, 'explain.part'), align: 'left', most: 50 },
      { title: text(language, 'explain.value'), align: 'right' },
      { title: text(language, thresholds ? 'explain.threshold' : 'explain.weight'), align: 'right' },
      { title: text(language, 'explain.adds'), align: 'right' },
    ],
    [
      ...(waterfall.scale === 'count' ? [] : [row(text(language, 'explain.mean'), waterfall.from)]),
      ...rows,
      ...(waterfall.missing === 0 ? [] : [row(text(language, 'explain.missing'), waterfall.missing)]),
      ...(Math.abs(waterfall.rest) < 1e-9 ? [] : [row(text(language, 'explain.rest'), waterfall.rest)]),
      row(text(language, 'explain.sum'), waterfall.to),
    ],
  );
  const filled = indicators.flatMap(({ id, imputed }) =>
    imputed === undefined ? [] : [`${nameOf(id)} (${text(language, `assess.by.${imputed}`)})`],
  );
  if (filled.length > 0) yield text(language, 'explain.imputed', { list: filled.join(', ') });
}

function* changeLines({ line, changes }: AreaWhy, { language, nameOf }: Wording): Generator<string> {
  if (line === null) return;
  const number = (value: number): string => shownNumber(value, language);
  yield text(language, `explain.line.${line.kind}.${line.over ? 'out' : 'in'}`, {
    ranks: line.kind === 'top' ? number(line.ranks) : '',
    from: line.kind === 'count' ? number(line.from) : '',
    name: line.kind === 'count' ? line.name : '',
    type: line.kind === 'type' ? line.type : '',
    score: line.kind === 'count' ? '' : number(line.score),
  });
  for (const { id, weight, to } of (changes.weights ?? []).slice(0, TOLD))
    yield `  ${text(language, line.kind === 'count' && line.over ? 'explain.change.weightUnder' : 'explain.change.weight', { name: nameOf(id), from: number(weight), to: number(to) })}`;
  for (const { id, threshold, to, othersIn, othersOut } of (changes.thresholds ?? []).slice(0, TOLD))
    yield `  ${text(language, 'explain.change.threshold', {
      name: nameOf(id),
      from: number(threshold),
      to: number(to),
      in: othersIn,
      out: othersOut,
    })}`;
  for (const { id, value, to } of (changes.indicators ?? []).slice(0, TOLD))
    yield `  ${text(language, 'explain.change.indicator', { name: nameOf(id), from: number(value), to: number(to) })}`;
  const lists = [changes.weights, changes.thresholds, changes.indicators].filter((one) => one !== null);
  if (lists.length === 0) yield `  ${text(language, 'explain.change.notClosed')}`;
  else if (lists.every((one) => one.length === 0)) yield `  ${text(language, 'explain.change.none')}`;
}

function* neighbourLines({ neighbours }: AreaWhy, { language, nameOf }: Wording): Generator<string> {
  if (neighbours.length > 0) yield text(language, 'explain.neighbours');
  for (const { area, rank, difference, parts } of neighbours) {
    const list = parts.slice(0, TOLD).map(({ id, part }) => `${nameOf(id)} ${signed(part, language)}`);
    yield `  ${text(language, list.length === 0 ? 'explain.neighbourAlike' : 'explain.neighbour', {
      area,
      rank: shownNumber(rank, language),
      difference: signed(difference, language),
      list: list.join(', '),
    })}`;
  }
}

function* placeLines(why: AreaWhy, { language, nameOf }: Wording): Generator<string> {
  const number = (value: number): string => (Number.isNaN(value) ? '' : shownNumber(value, language));
  const title = ({ kind, name }: Place): string =>
    kind === 'nation' ? text(language, 'explain.place.nation') : `${text(language, `explain.place.${kind}`)} ${name}`;
  const { places } = why;
  if (places.length === 0) return;
  yield text(language, 'explain.compared');
  yield* alignedTable(
    [
      { title: text(language, 'explain.part'), align: 'left', most: 50 },
      { title: text(language, 'explain.area'), align: 'right' },
      ...places.map((place) => ({ title: title(place), align: 'right' as const, most: 28 })),
    ],
    [
      ...why.indicators.map(({ id, value }, j) => [
        nameOf(id),
        number(value),
        ...places.map(({ values }) => number(values[j] ?? Number.NaN)),
      ]),
      [text(language, 'explain.score'), number(why.score), ...places.map(({ score }) => number(score))],
      [
        text(language, 'explain.rankWithin'),
        '',
        ...places.map(({ rank, ranked }) => (rank === 0 ? '' : `${number(rank)} / ${number(ranked)}`)),
      ],
    ],
  );
}
