import type { Generator } from '../../../shared/domain/random/generator.ts';
import { REAL_NAMES } from './real-names.ts';

/*
 * Names that sound Swedish and belong to no place: stems are put together from sounds, with an ending that place names
 * have. The names of real counties, municipalities and known districts are left out.
 */
const ONSETS =
  'B Bl Br D Dr F Fj Fl Fr G Gl Gn Gr H Hj K Kl Kn Kr Kv L M Mj N P Pl R S Sk Skr Sl Sm Sn Sp Spr St Str Sv T Tr Tv V Vr'.split(
    ' ',
  );
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'y', 'å', 'ä', 'ö'] as const;
const CODAS = 'lm rn vl mst ndr ltr rk sp mbr lsk rv ngl ft lg rp vr sm dr bb rml ssl mp nk lv rd gg'.split(' ');
const LINKS = ['', 'e', 'a', 'e', 'u'] as const;
const MUNICIPAL_ENDINGS = [
  'inge',
  'sta',
  'vik',
  'hult',
  'ryd',
  'arp',
  'berga',
  'bygd',
  'sele',
  'hamn',
  'ås',
  'fors',
  'måla',
  'sund',
  'stad',
  'köp',
] as const;
const COUNTY_ENDINGS = ['mark', 'land', 'bygden', 'dalarna', 'heden', 'skogen'] as const;
const TOWN_ENDINGS = [
  'gården',
  'backen',
  'dal',
  'hagen',
  'lunden',
  'höjden',
  'torget',
  'berget',
  'vallen',
  'ängen',
  'parken',
  'kulla',
  'staden',
  'hamnen',
  'kvarteren',
] as const;
const RURAL_ENDINGS = [
  'by',
  'torp',
  'näs',
  'mo',
  'boda',
  'åsen',
  'mossen',
  'hyttan',
  'träsk',
  'ön',
  'sjö',
  'hult',
  'viken',
  'säter',
  'skog',
] as const;
const QUARTERS = ['centrum', 'norra', 'södra', 'östra', 'västra'] as const;

const pick = <T>(random: Generator, list: readonly T[]): T => list[random.integer(list.length)]!;

function stem(random: Generator): string {
  const sound = pick(random, ONSETS) + pick(random, VOWELS) + pick(random, CODAS);
  const cased = sound.charAt(0).toUpperCase() + sound.slice(1);
  // A cluster that ends in a liquid needs a vowel before an ending that begins with a consonant.
  return cased + (/[lrkpgb]$/u.test(cased) ? pick(random, LINKS.slice(1)) : pick(random, LINKS));
}

const joinParts = (front: string, ending: string): string =>
  /[aeiouyåäö]$/u.test(front) && /^[aeiouyåäö]/u.test(ending) ? front.slice(0, -1) + ending : front + ending;

const unlike = (taken: Set<string>, make: () => string): string => {
  for (;;) {
    const name = make();
    if (taken.has(name) || REAL_NAMES.has(name)) continue;
    taken.add(name);
    return name;
  }
};

/** Names of the counties, all different. */
export function countyNames(random: Generator, count: number): string[] {
  const taken = new Set<string>();
  return Array.from(
    { length: count },
    () => `${unlike(taken, () => joinParts(stem(random), pick(random, COUNTY_ENDINGS)))}s län`,
  );
}

/** Names of the municipalities, all different in the whole country. */
export function municipalityNames(random: Generator, count: number): string[] {
  const taken = new Set<string>();
  return Array.from({ length: count }, () =>
    unlike(taken, () => joinParts(stem(random), pick(random, MUNICIPAL_ENDINGS))),
  );
}

/** Names of one municipality's areas, all different in it; the first ones, which lie in the town, may bear its name. */
export function areaNames(random: Generator, municipality: string, urban: readonly boolean[]): string[] {
  const taken = new Set<string>();
  const quarters = Math.min(QUARTERS.length, Math.max(1, Math.floor(urban.length / 3)));
  return urban.map((town, i) => {
    if (i < quarters) return unlike(taken, () => `${municipality} ${QUARTERS[i]!}`);
    return newAreaName(random, taken, town);
  });
}

/** A name that none in `taken` has; it is taken then. */
export const newAreaName = (random: Generator, taken: Set<string>, town: boolean): string =>
  unlike(taken, () => joinParts(stem(random), pick(random, town ? TOWN_ENDINGS : RURAL_ENDINGS)));
