import type { GuideChapter, GuideSection } from './chapters.ts';

export interface GuideHit {
  readonly chapter: GuideChapter;
  readonly section: GuideSection;
  /** Some words around the first place where it stands. */
  readonly excerpt: string;
}

const AROUND = 60;
const MOST_HITS = 30;

/** Without capitals and accents, except those that make å, ä and ö letters of their own; every sign keeps its place. */
const folded = (text: string): string =>
  text
    .toLocaleLowerCase('sv')
    .replaceAll(/[\u00E0-\u024F]/gu, (sign) => ('åäö'.includes(sign) ? sign : (sign.normalize('NFD')[0] ?? sign)));

function excerptAround(plain: string, at: number): string {
  const from = at <= AROUND ? 0 : plain.indexOf(' ', at - AROUND) + 1;
  const end = plain.indexOf(' ', at + AROUND);
  return `${from > 0 ? '… ' : ''}${plain.slice(from, end < 0 ? undefined : end)}${end < 0 ? '' : ' …'}`;
}

/** The sections in which every word of the query stands, also within a compound; those with all of them in the heading first, then in order. */
export function searchGuide(chapters: readonly GuideChapter[], query: string): readonly GuideHit[] {
  const words = folded(query)
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  const hits: (GuideHit & { readonly weight: number })[] = [];
  for (const chapter of chapters)
    for (const section of chapter.sections) {
      const title = folded(section.title);
      const body = folded(section.plain);
      if (!words.every((word) => title.includes(word) || body.includes(word))) continue;
      const places = words.map((word) => body.indexOf(word)).filter((at) => at >= 0);
      const weight = words.every((word) => title.includes(word)) ? 0 : 1;
      hits.push({
        chapter,
        section,
        excerpt: excerptAround(section.plain, places.length === 0 ? 0 : Math.min(...places)),
        weight,
      });
    }
  return hits.toSorted((a, b) => a.weight - b.weight).slice(0, MOST_HITS);
}
