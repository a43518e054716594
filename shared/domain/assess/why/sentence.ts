import { type Language, text } from '../../../texts/text.ts';
import type { AreaWhy, WhyIndicator } from './areaWhy.ts';

export interface Naming {
  readonly language: Language;
  /** An indicator's, a group's or a factor's name; its id where it has none. */
  readonly nameOf: (id: string) => string;
}

/** Parts that are told by name. */
const MOST_TOLD = 3;
/** A part is told when it is at least this much of the largest. */
const WORTH_TELLING = 0.25;
/** Ranks within these shares of the areas are high and low. */
const HIGH = 0.25;
const LOW = 0.75;

/** A number as people read it: decimals by its size, at most three. */
export function shownNumber(value: number, language: Language): string {
  const size = Math.abs(value);
  const decimals = Number.isInteger(value) || size >= 100 ? 0 : size >= 1 ? 1 : 3;
  // No zero is written with a minus.
  const rounded = Math.round(value * 10 ** decimals) / 10 ** decimals + 0;
  return rounded.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

/** "a, b och c". */
export function listed(items: readonly string[], language: Language): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${text(language, 'why.and')} ${items.at(-1) ?? ''}`;
}

/** A name as it stands within a sentence: small initial, unless what follows shows that it is an abbreviation. */
const within = (name: string): string =>
  /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLocaleLowerCase('sv-SE') + name.slice(1) : name;

/** Why the area stands where it stands, in a few plain sentences. */
export function whySentence(why: AreaWhy, naming: Naming): string {
  if (why.kind === 'problem-count') return problemSentences(why, naming);
  return `${placeSentence(why, naming)} ${driversSentence(why, naming)}`;
}

function placeSentence(why: AreaWhy, { language }: Naming): string {
  const { area, line } = why;
  const rank = shownNumber(why.rank, language);
  const of = shownNumber(why.ranked, language);
  if (why.kind === 'sei' && why.level !== '')
    return text(language, 'why.place.type', {
      area,
      type: why.level,
      name: text(language, `assess.areaType.${why.level as '1' | '2' | '3' | '4' | '5'}`),
      rank,
      of,
    });
  if (line?.kind !== 'top') return text(language, 'why.place', { area, rank, of });
  const percent = shownNumber(100 * line.share, language);
  return text(language, line.over ? 'why.place.over' : 'why.place.under', { area, rank, of, percent });
}

function driversSentence(why: AreaWhy, naming: Naming): string {
  const { language } = naming;
  const position = why.ranked <= 1 ? 0.5 : (why.rank - 1) / (why.ranked - 1);
  const known = why.waterfall.parts.filter(({ part }) => !Number.isNaN(part) && part !== 0);
  const largest = Math.max(0, ...known.map(({ part }) => Math.abs(part)));
  const told = (sign: 1 | -1): WhyIndicator[] =>
    known
      .filter(({ part }) => sign * part > 0 && Math.abs(part) >= WORTH_TELLING * largest)
      .sort((a, b) => Math.abs(b.part) - Math.abs(a.part) || (a.id < b.id ? -1 : 1))
      .slice(0, MOST_TOLD)
      .map(({ id }) => why.indicators.find((one) => one.id === id))
      .filter((one) => one !== undefined);
  const upwards = told(1);
  const downwards = told(-1);
  if (upwards.length + downwards.length === 0) return text(language, 'why.average');
  const key = position <= HIGH ? 'why.high' : position >= LOW ? 'why.low' : 'why.middle';
  const main = position >= LOW || (position > HIGH && upwards.length === 0) ? downwards : upwards;
  const other = main === upwards ? downwards : upwards;
  const first =
    main.length === 0 ? text(language, 'why.average') : text(language, key, { reasons: reasons(why, main, naming) });
  if (other.length === 0) return first;
  return `${first} ${text(language, 'why.otherWay', { reasons: reasons(why, other, naming) })}`;
}

/** "högre än genomsnittet i fråga om a (1 mot 2) och lägre i fråga om b (3 mot 4)". */
function reasons(why: AreaWhy, told: readonly WhyIndicator[], { language, nameOf }: Naming): string {
  const means = why.places.find(({ kind }) => kind === 'nation')?.values;
  const mean = (one: WhyIndicator): number => means?.[why.indicators.indexOf(one)] ?? Number.NaN;
  const item = (one: WhyIndicator): string =>
    Number.isNaN(mean(one))
      ? within(nameOf(one.id))
      : text(language, 'why.item', {
          name: within(nameOf(one.id)),
          value: shownNumber(one.value, language),
          mean: shownNumber(mean(one), language),
        });
  // Without a mean, the part's sign and the direction say on which side of it the area stands.
  const part = (one: WhyIndicator): number => why.waterfall.parts.find(({ id }) => id === one.id)?.part ?? 0;
  const isHigher = (one: WhyIndicator): boolean => one.direction * part(one) > 0;
  const higher = told.filter(isHigher).map(item);
  const lower = told.filter((one) => !isHigher(one)).map(item);
  return listed(
    [
      ...(higher.length > 0 ? [text(language, 'why.higher', { list: listed(higher, language) })] : []),
      ...(lower.length > 0 ? [text(language, 'why.lower', { list: listed(lower, language) })] : []),
    ],
    language,
  );
}

function problemSentences(why: AreaWhy, { language, nameOf }: Naming): string {
  const { area, score, waterfall, indicators, line } = why;
  const factors = waterfall.parts.filter(({ part }) => part > 0).map(({ id }) => within(nameOf(id)));
  const behind = indicators
    .filter(({ problem }) => problem === true)
    .map(({ id, value, threshold }) =>
      text(language, 'why.overThreshold', {
        name: within(nameOf(id)),
        value: shownNumber(value, language),
        threshold: shownNumber(threshold ?? Number.NaN, language),
      }),
    );
  const sentences = [
    factors.length === 0
      ? text(language, 'why.noProblem', { area })
      : text(language, 'why.problems', {
          area,
          count: shownNumber(score, language),
          factors: listed(factors, language),
          behind: listed(behind, language),
        }),
    ...(why.level === '' ? [] : [text(language, 'why.level', { level: why.level })]),
    ...(line?.kind === 'count' && !line.over && line.name !== ''
      ? [
          text(language, 'why.nextLevel', {
            level: line.name,
            from: shownNumber(line.from, language),
            left: shownNumber(line.from - score, language),
          }),
        ]
      : []),
  ];
  return sentences.join(' ');
}
