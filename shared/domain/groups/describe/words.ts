import { type Language, text, type TextKey } from '../../../texts/text.ts';
import type { Reason } from '../choosing/advice.ts';
import { contrastsOf, type GroupProfile, type IndicatorInGroup } from './profile.ts';

/** What a sentence needs to know of an indicator. */
export interface IndicatorWords {
  readonly name: string;
  /** "procent", "kronor"; empty where the name says it. */
  readonly unit: string;
  readonly decimals: number;
}

/** Standard deviations from the average of all areas below which a difference is not worth a word. */
const WORTH_SAYING = 0.35;
const CLEARLY = 1;

const LOCALES = { sv: 'sv-SE', en: 'en-GB' } as const;
const number = (value: number, decimals: number, language: Language): string =>
  value.toLocaleString(LOCALES[language], { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

/** Inside a sentence a name begins with a small letter, unless it is an abbreviation or a name with figures. */
const lower = (name: string): string =>
  /^\p{Lu}[\p{Ll}\s]/u.test(name) ? `${name.slice(0, 1).toLocaleLowerCase('sv')}${name.slice(1)}` : name;
/** In a name the shorter the better: without what stands within brackets and after a comma. */
const brief = (name: string): string => lower(name.replaceAll(/\s*\([^)]*\)/gu, '').split(',')[0] ?? name);
const upper = (phrase: string): string => `${phrase.slice(0, 1).toLocaleUpperCase('sv')}${phrase.slice(1)}`;

function listed(parts: readonly string[], language: Language): string {
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} ${text(language, 'groups.words.and')} ${parts.at(-1) ?? ''}`;
}

const worthSaying = (profile: GroupProfile): IndicatorInGroup[] =>
  contrastsOf(profile).filter(({ standardised }) => Math.abs(standardised) >= WORTH_SAYING);

type Lookup = (id: string) => IndicatorWords;

function nameOf(profile: GroupProfile, words: Lookup, language: Language, most: number): string {
  const told = worthSaying(profile).slice(0, most);
  if (told.length === 0) return text(language, 'groups.words.average');
  const side = (above: boolean): string => {
    const own = told.filter(({ standardised }) => standardised > 0 === above);
    if (own.length === 0) return '';
    const clearly = own.every(({ standardised }) => Math.abs(standardised) >= CLEARLY);
    const key: TextKey = `groups.words.${clearly ? 'clearly' : 'plainly'}${above ? 'Above' : 'Below'}`;
    return text(language, key, {
      indicators: listed(
        own.map(({ id }) => brief(words(id).name)),
        language,
      ),
    });
  };
  return upper([side(true), side(false)].filter((part) => part !== '').join(', '));
}

/**
 * A name for every group, from the one or two indicators in which its mean differs most from all areas, in plain words; a third,
 * then the group's number, where two would be called the same.
 */
export function proposedNames(profiles: readonly GroupProfile[], words: Lookup, language: Language): string[] {
  const short = profiles.map((profile) => nameOf(profile, words, language, 2));
  const twice = (names: readonly string[], name: string): boolean => names.filter((other) => other === name).length > 1;
  const longer = profiles.map((profile, i) =>
    twice(short, short[i] ?? '') ? nameOf(profile, words, language, 3) : (short[i] ?? ''),
  );
  return longer.map((name, i) => (twice(longer, name) ? `${name} (${String(profiles[i]?.group ?? i + 1)})` : name));
}

/** Two sentences: how large the group is, and what sets it apart from all areas. */
export function describeGroup(profile: GroupProfile, words: Lookup, language: Language): string {
  return `${sizeSentence(profile, language)} ${contrastSentence(profile, words, language)}`;
}

/** Three figures of a number of people are enough in a sentence. */
const roughly = (people: number): number => {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, people))) - 2);
  return Math.round(people / unit) * unit;
};

function sizeSentence({ areas, people, typicalPeople, municipalities }: GroupProfile, language: Language): string {
  const parameters = { areas: number(areas, 0, language), municipalities, one: areas };
  const where = text(language, municipalities > 0 ? 'groups.words.areasIn' : 'groups.words.areas', parameters);
  if (Number.isNaN(people)) return text(language, 'groups.words.size', { where });
  return text(language, 'groups.words.sizePeople', {
    where,
    people: number(roughly(people), 0, language),
    typical: number(roughly(typicalPeople), 0, language),
  });
}

function contrastSentence(profile: GroupProfile, words: Lookup, language: Language): string {
  const told = worthSaying(profile).slice(0, 4);
  if (told.length === 0) return text(language, 'groups.words.nearAverage');
  const side = (above: boolean): string[] => {
    const own = told.filter(({ standardised }) => standardised > 0 === above);
    if (own.length === 0) return [];
    const parts = own.map(({ id, mean, all }) => {
      const { name, unit, decimals } = words(id);
      return text(language, 'groups.words.contrast', {
        indicator: lower(name),
        own: number(mean, decimals, language),
        all: `${number(all, decimals, language)} ${unit}`.trim(),
      });
    });
    return [
      text(language, above ? 'groups.words.higher' : 'groups.words.lower', { indicators: listed(parts, language) }),
    ];
  };
  return text(language, 'groups.words.against', { sides: listed([...side(true), ...side(false)], language) });
}

/** One reason for or against a number of groups, as a sentence. */
export function reasonText({ kind, parameters }: Reason, language: Language): string {
  const shown = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      Number.isInteger(value) ? String(value) : number(value, Math.abs(value) >= 100 ? 0 : 2, language),
    ]),
  );
  return text(language, `groups.reason.${kind}`, shown);
}
