import { lexer, type Token, type Tokens } from 'marked';
import type { Language } from '../../../shared/texts/text.ts';

/** A heading of a chapter with what stands below it, up to the next heading. */
export interface GuideSection {
  /** Unique in the guide: the chapter and the section's number in it. */
  readonly id: string;
  readonly title: string;
  readonly depth: number;
  readonly tokens: readonly Token[];
  /** Everything in it as plain text, for the search. */
  readonly plain: string;
}

export interface GuideChapter {
  readonly id: string;
  readonly title: string;
  readonly sections: readonly GuideSection[];
}

// The files' numbers are the order of the chapters; their names are the same in both languages.
const FILES: Readonly<Record<Language, Readonly<Record<string, () => Promise<string>>>>> = {
  sv: import.meta.glob<string>('../../../resources/guide/sv/*.md', { query: '?raw', import: 'default' }),
  en: import.meta.glob<string>('../../../resources/guide/en/*.md', { query: '?raw', import: 'default' }),
};

const idOf = (path: string): string => path.replace(/^.*\/\d+-/u, '').replace(/\.md$/u, '');

/** Text of a token without its marks. */
export function plainText(token: Token): string {
  if (token.type === 'table') {
    const { header, rows } = token as Tokens.Table;
    return [header, ...rows].map((row) => row.map(({ tokens }) => tokens.map(plainText).join('')).join(' ')).join(' ');
  }
  if (token.type === 'list')
    return (token as Tokens.List).items.map((item) => item.tokens.map(plainText).join(' ')).join(' ');
  if ('tokens' in token && Array.isArray(token.tokens)) return token.tokens.map(plainText).join('');
  if (token.type === 'br' || token.type === 'space') return ' ';
  return 'text' in token && typeof token.text === 'string' ? token.text : '';
}

/** A chapter from its text; the first heading is its title. */
export function chapterOf(id: string, text: string): GuideChapter {
  const sections: { title: string; depth: number; tokens: Token[] }[] = [];
  for (const token of lexer(text)) {
    if (token.type === 'heading') {
      const heading = token as Tokens.Heading;
      sections.push({ title: plainText(heading), depth: heading.depth, tokens: [] });
    } else if (token.type !== 'space') sections.at(-1)?.tokens.push(token);
  }
  return {
    id,
    title: sections[0]?.title ?? id,
    sections: sections.map((section, at) => ({
      ...section,
      id: `${id}-${String(at)}`,
      plain: section.tokens.map(plainText).join(' ').replaceAll(/\s+/gu, ' '),
    })),
  };
}

/** The whole guide in a language, in order. Read from the bundle the first time it is opened. */
export async function readGuide(language: Language): Promise<readonly GuideChapter[]> {
  const files = Object.entries(FILES[language]).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return await Promise.all(files.map(async ([path, load]) => chapterOf(idOf(path), await load())));
}
