import { DESO_CODE, REGSO_CODE } from '../../../shared/domain/areas/level.ts';
import type { ColumnType, Reason, Role } from '../../../shared/schemas/preview.ts';
import { isQuantityName, roleByName } from './columnNames.ts';
import { isCompactDate, isCounty, isDate, isMunicipality, isYear } from './fieldForm.ts';
import type { ColumnProfile } from './profile.ts';
import { isNumberForm, numberOf, type NumberSigns } from './signs.ts';

export interface Guess<T> {
  readonly value: T;
  readonly confidence: number;
  readonly why: readonly Reason[];
}

export interface GuessedColumn {
  readonly type: Guess<ColumnType>;
  readonly role: Guess<Role>;
  readonly masked: boolean;
}

/** Nearly all: the rest may be codes for missing that nobody has told of, or faults. */
const NEARLY = 0.97;
const SEXES: ReadonlySet<string> = new Set([
  '1',
  '2',
  'M',
  'K',
  'F',
  'm',
  'k',
  'f',
  'Man',
  'Kvinna',
  'man',
  'kvinna',
  'män',
  'kvinnor',
  'Män',
  'Kvinnor',
]);
const MOST_CATEGORIES = 60;

const guess = <T>(value: T, confidence: number, ...why: readonly Reason[]): Guess<T> => ({
  value,
  confidence: Math.max(0, Math.min(1, Math.round(confidence * 100) / 100)),
  why,
});

/** Numbers of a column: how many fields are whole, and their bounds. */
export interface NumberView {
  readonly share: number;
  readonly whole: boolean;
  readonly padded: boolean;
  readonly min: number;
  readonly max: number;
}

export function numbersIn(profile: ColumnProfile, signs: NumberSigns): NumberView {
  let numbers = 0;
  let fractions = 0;
  for (const [form, count] of profile.forms)
    if (isNumberForm(form, signs)) {
      numbers += count;
      const grouped =
        form.startsWith('grouped') ||
        (form === 'unsure-point' && signs.thousands === '.') ||
        (form === 'unsure-comma' && signs.thousands === ',');
      if (!(form === 'integer' || form === 'padded' || grouped)) fractions += count;
    }
  let min = profile.lowest;
  let max = profile.highest;
  let wholeGroups = true;
  for (const text of profile.texts.keys()) {
    const value = numberOf(text, signs);
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
    if (!Number.isInteger(value)) wholeGroups = false;
  }
  return {
    share: profile.filled === 0 ? 0 : numbers / profile.filled,
    whole: fractions === 0 && wholeGroups,
    padded: profile.count('padded') > 0,
    min,
    max,
  };
}

const KEY_ROLES: ReadonlySet<Role> = new Set(['person-key', 'household-key', 'dwelling-key', 'event-key', 'key']);

/** Texts of several words or capitals, nearly all different: names, addresses, remarks. */
const isFreeText = (profile: ColumnProfile): boolean =>
  profile.longest > 100 || (profile.fresh > MOST_CATEGORIES && profile.fresh > profile.filled * 0.3);

/** What a column holds and is for, from its sampled values and its name. */
export function guessColumn(name: string, profile: ColumnProfile, signs: NumberSigns): GuessedColumn {
  const said = roleByName(name);
  const { filled } = profile;
  const plain = (type: Guess<ColumnType>, role: Guess<Role>, masked = false): GuessedColumn => ({ type, role, masked });
  const numbers = numbersIn(profile, signs);

  const identifying = identifierGuess(profile, said, numbers);
  if (identifying !== undefined) {
    const type = numbers.share >= NEARLY && numbers.whole && !numbers.padded ? 'key' : 'text';
    return plain(guess<ColumnType>(type, identifying.confidence, 'form'), identifying, true);
  }
  if (filled === 0) return plain(guess<ColumnType>('category', 0.1, 'nothing'), guess<Role>('empty', 1, 'nothing'));

  const area = areaGuess(profile, said);
  if (area !== undefined) return area;

  const dates = Math.max(profile.share(isDate), said === 'date' ? profile.share(isCompactDate) : 0);
  if (dates >= NEARLY) return plain(guess<ColumnType>('date', dates * 0.95, 'form'), guess<Role>('date', 0.9, 'form'));
  if (said === undefined && numbers.share >= NEARLY && numbers.min > 19_000_000 && profile.share(isCompactDate) === 1)
    return plain(guess<ColumnType>('date', 0.8, 'form'), guess<Role>('date', 0.75, 'form'));

  if (numbers.share >= NEARLY) return numberGuess(name, profile, said, numbers);
  const sexes = profile.share((text) => SEXES.has(text));
  if (sexes >= NEARLY && (said === 'sex' || profile.texts.size === 2))
    return plain(
      guess<ColumnType>('category', 0.95, 'values'),
      said === 'sex' ? guess<Role>('sex', 0.98, 'name', 'values') : guess<Role>('sex', 0.7, 'values'),
    );
  if (said !== undefined && KEY_ROLES.has(said) && profile.fresh > filled * 0.2)
    return plain(guess<ColumnType>('text', 0.7, 'form'), guess<Role>(said, 0.7, 'name', 'distinct'));
  if (said === 'area-name')
    return plain(guess<ColumnType>('category', 0.7, 'values'), guess<Role>('area-name', 0.8, 'name'));
  // Numbers with something else between them: numbers with faults, when those are few.
  if (numbers.share > 0.8 && profile.texts.size > 20) {
    const type = numbers.whole ? 'integer' : 'decimal';
    return plain(guess<ColumnType>(type, numbers.share * 0.8, 'form'), guess<Role>('value', 0.6, 'form'));
  }
  if (isFreeText(profile))
    return plain(guess<ColumnType>('text', 0.75, 'distinct'), guess<Role>('text', 0.7, 'distinct'));
  return plain(guess<ColumnType>('category', 0.9, 'values'), guess<Role>('code', 0.85, 'values'));
}

function identifierGuess(profile: ColumnProfile, said: Role | undefined, numbers: NumberView): Guess<Role> | undefined {
  const { found } = profile.watch;
  // Areas are named after people; a single e-mail address or number with its sign is told all the same.
  if (found !== undefined && (found.certain || said !== 'area-name'))
    return guess('identifier', found.certain ? 0.99 : 0.95, 'form');
  if (said !== 'identifier') return undefined;
  // A number called `namn` is none; a short code called `tel` neither.
  const few = profile.filled > 50 && profile.texts.size <= 12;
  return guess('identifier', few && numbers.share > NEARLY ? 0.6 : 0.9, 'name');
}

function areaGuess(profile: ColumnProfile, said: Role | undefined): GuessedColumn | undefined {
  const fit = (
    role: 'deso' | 'regso' | 'municipality' | 'county',
    share: number,
    least: number,
  ): GuessedColumn | undefined => {
    if (share < least) return undefined;
    const named = said === role;
    const why: readonly Reason[] = named ? ['form', 'name'] : ['form'];
    const confidence = Math.min(share, named ? 1 : role === 'deso' || role === 'regso' ? 0.97 : 0.7);
    return { type: guess('area', confidence, ...why), role: guess(role, confidence, ...why), masked: false };
  };
  const coded =
    fit(
      'deso',
      profile.share((text) => DESO_CODE.test(text)),
      0.9,
    ) ??
    fit(
      'regso',
      profile.share((text) => REGSO_CODE.test(text)),
      0.9,
    );
  if (coded !== undefined) return coded;
  if (said === 'municipality') return fit('municipality', profile.share(isMunicipality), 0.9);
  if (said === 'county') return fit('county', profile.share(isCounty), 0.9);
  // Without a name, only codes with their leading zero are told from other numbers.
  if (said === undefined && profile.count('padded') > 0 && profile.texts.size > 3) {
    if (profile.count('padded', 'integer') === profile.filled)
      return fit('municipality', profile.share(isMunicipality), 1) ?? undefined;
  }
  return undefined;
}

function numberGuess(name: string, profile: ColumnProfile, said: Role | undefined, numbers: NumberView): GuessedColumn {
  const { share } = numbers;
  const make = (type: ColumnType, role: Role, confidence: number, ...why: readonly Reason[]): GuessedColumn => ({
    type: guess(type, confidence * share, ...why),
    role: guess(role, confidence * share, ...why),
    masked: false,
  });
  if (!numbers.whole) return make('decimal', 'value', 0.95, 'form');
  const years = profile.share(isYear);
  if (said === 'birth-year' && years >= NEARLY) return make('year', 'birth-year', 0.95, 'name', 'values');
  if (said === 'year' && years >= 0.9) return make('year', 'year', 0.98, 'name', 'values');
  if (said !== undefined && KEY_ROLES.has(said) && numbers.min >= 1) {
    const distinct = profile.fresh > profile.filled * 0.2 || profile.filled < 20;
    return distinct ? make('key', said, 0.95, 'name', 'distinct') : make('key', said, 0.75, 'name');
  }
  if (said === 'sex' && profile.texts.size <= 3) return make('category', 'sex', 0.98, 'name', 'values');
  if (said === 'age' && numbers.min >= 0 && numbers.max <= 130) return make('integer', 'age', 0.98, 'name', 'values');
  if (said === 'month' && numbers.min >= 1 && numbers.max <= 12)
    return make('integer', 'month', 0.97, 'name', 'values');
  const quantity = isQuantityName(name);
  if (
    !quantity &&
    said === undefined &&
    years === 1 &&
    profile.texts.size <= 3 &&
    profile.filled > 3 &&
    numbers.min >= 1960
  )
    return make('year', 'year', 0.7, 'values');
  if (numbers.max > 2_147_483_646) return make('key', 'key', numbers.min >= 1 ? 0.8 : 0.4, 'values');
  if (numbers.padded && !quantity) return make('category', 'code', 0.85, 'form');
  const many = profile.filled >= 50;
  if (!quantity && many && numbers.min >= 1 && profile.fresh === profile.filled && numbers.max > profile.filled)
    return make('key', 'key', 0.7, 'distinct');
  const few = profile.texts.size <= 12 && numbers.min >= 0 && numbers.max <= 99;
  if (!quantity && few) return make('category', 'code', many ? 0.75 : 0.6, 'values');
  return make(
    'integer',
    'value',
    quantity ? 0.9 : 0.8,
    ...(quantity ? (['name', 'values'] as const) : (['values'] as const)),
  );
}
