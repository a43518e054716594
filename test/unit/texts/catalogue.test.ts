import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const FOLDER = path.resolve(import.meta.dirname, '../../../shared/texts/catalogue');
const read = (name: string): Record<string, string> =>
  JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8')) as Record<string, string>;
const parts = [...new Set(readdirSync(FOLDER).map((name) => name.replace(/\.(sv|en)\.json$/u, '')))];
const holes = (template: string): string[] =>
  [...template.matchAll(/\{(\w+)\}/gu)].map((match) => match[1] ?? '').sort();

describe('texts', () => {
  it.each(parts)('%s: both languages have the same keys, the same parameters and no empty text', (part) => {
    const sv = read(`${part}.sv.json`);
    const en = read(`${part}.en.json`);
    expect(Object.keys(en).sort()).toEqual(Object.keys(sv).sort());
    for (const [key, sentence] of Object.entries(sv)) {
      expect(sentence.trim()).not.toBe('');
      expect(en[key]?.trim()).not.toBe('');
      expect(holes(en[key] ?? ''), key).toEqual(holes(sentence));
    }
  });

  it('no key stands in two parts', () => {
    const keys = parts.flatMap((part) => Object.keys(read(`${part}.sv.json`)));
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });
});
