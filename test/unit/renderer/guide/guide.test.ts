import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHAPTER_OF } from '../../../../renderer/features/guide/chapterOf.ts';
import { chapterOf, type GuideChapter } from '../../../../renderer/features/guide/chapters.ts';
import { searchGuide } from '../../../../renderer/features/guide/search.ts';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const FOLDER = path.join(ROOT, 'resources/guide');
const files = (language: string): string[] => readdirSync(path.join(FOLDER, language)).toSorted();
const read = (language: string): GuideChapter[] =>
  files(language).map((file) =>
    chapterOf(file.replace(/^\d+-|\.md$/gu, ''), readFileSync(path.join(FOLDER, language, file), 'utf8')),
  );
const ALL = { sv: read('sv'), en: read('en') };

describe('the handbook', () => {
  it('has the same chapters, sections and pictures in both languages', () => {
    expect(files('en')).toEqual(files('sv'));
    const shape = (chapters: readonly GuideChapter[]): unknown =>
      chapters.map(({ id, sections }) => [
        id,
        sections.map(({ depth, tokens }) => [depth, tokens.map(({ type }) => type)]),
      ]);
    expect(shape(ALL.en)).toEqual(shape(ALL.sv));
  });

  it('has a chapter for every part of the window', () => {
    const ids = new Set(ALL.sv.map(({ id }) => id));
    expect(Object.values(CHAPTER_OF).filter((id) => !ids.has(id))).toEqual([]);
  });

  it.each(['sv', 'en'])('shows pictures that are there, and links to chapters that are (%s)', (language) => {
    const text = files(language)
      .map((file) => readFileSync(path.join(FOLDER, language, file), 'utf8'))
      .join('\n');
    const pictures = [...text.matchAll(/!\[(?<alt>[^\]]*)\]\((?<name>[^)]+)\)/gu)];
    expect(pictures.length).toBeGreaterThan(5);
    for (const { groups } of pictures) {
      expect(groups?.['alt']).not.toBe('');
      expect(existsSync(path.join(ROOT, `docs/pictures/${String(groups?.['name'])}-1280-light.png`))).toBe(true);
    }
    const links = [...text.matchAll(/(?<!!)\[[^\]]+\]\((?<to>[^)]+)\)/gu)].map(({ groups }) => groups?.['to']);
    expect(links.filter((to) => !ALL.sv.some(({ id }) => id === to))).toEqual([]);
  });

  it('names only commands that there are', () => {
    const commands = readdirSync(path.join(ROOT, 'electron/cli/commands')).map((file) => file.replace('.ts', ''));
    const known = new Set([...commands, 'approve', 'reject', 'KOMMANDO', 'COMMAND']);
    const text = ['sv', 'en']
      .flatMap((language) => files(language).map((file) => readFileSync(path.join(FOLDER, language, file), 'utf8')))
      .join('\n');
    const named = [...text.matchAll(/(?<!\.)\bsigill (?<command>[a-zA-Z]+)/gu)].map(
      ({ groups }) => groups?.['command'] ?? '',
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((command) => !known.has(command))).toEqual([]);
  });
});

describe('the search in the handbook', () => {
  it('finds words and parts of compounds, whatever their capitals', () => {
    const hits = searchGuide(ALL.sv, 'RÖJAND kontroll');
    expect(hits.length).toBeGreaterThan(0);
    for (const { section } of hits) expect(`${section.title} ${section.plain}`.toLowerCase()).toContain('röjand');
  });

  it('puts headings first, and shows the words around the place', () => {
    const [first] = searchGuide(ALL.sv, 'liggaren');
    expect(first?.section.title).toBe('Liggaren');
    const [excerpt] = searchGuide(ALL.en, 'hatched').map((hit) => hit.excerpt);
    expect(excerpt).toContain('Hatched areas have no value');
  });

  it('finds nothing for nothing, and takes any sign as itself', () => {
    expect(searchGuide(ALL.sv, '   ')).toEqual([]);
    expect(searchGuide(ALL.sv, 'qqqq')).toEqual([]);
    expect(searchGuide(ALL.sv, '(.*')).toEqual([]);
  });

  it('keeps å, ä and ö apart from a and o', () => {
    const plain = chapterOf('x', '# Rubrik\n\nEtt år och en ar, idé.');
    expect(searchGuide([plain], 'ar')).toHaveLength(1);
    expect(searchGuide([plain], 'ide')).toHaveLength(1);
    expect(searchGuide([chapterOf('y', '# Rubrik\n\nEtt år.')], 'ar')).toEqual([]);
  });
});
