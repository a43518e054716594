import { DataError } from '../../../../shared/errors/errors.ts';
import type { TextKey, TextParameters } from '../../../../shared/texts/text.ts';

/** What a keyword of a PX file says: its texts, and the words outside quotes such as TLIST(A1) or a number. */
export interface PxEntry {
  readonly texts: readonly string[];
  readonly line: number;
}

export interface PxKeywords {
  /** The entry of a keyword, for one variable where it has one; in the file's main language. */
  of(keyword: string, variable?: string): PxEntry | undefined;
  /** Position of the first character after `DATA=`, and its line. */
  readonly dataAt: number;
  readonly dataLine: number;
}

const BLANK = /\s/u;
const KEYWORD = /[A-Z][A-Z0-9_-]{0,63}/iuy;
const LANGUAGE = /\[[^\]"\n]{1,20}\]/uy;
/** Texts that one keyword may have: the codes of a dimension. */
const MOST_TEXTS = 2_000_000;

/** Reads a PX file's keywords up to DATA. Strings that follow each other without a comma are one. */
export function readPxKeywords(file: string, text: string): PxKeywords {
  const entries = new Map<string, PxEntry>();
  let at = 0;
  let line = 1;
  const fail = (key: TextKey, parameters: TextParameters = {}): never => {
    throw new DataError({ file, line }, key, parameters);
  };
  const skipBlank = (): void => {
    while (at < text.length && BLANK.test(text.charAt(at))) {
      if (text.charCodeAt(at) === 0x0a) line += 1;
      at += 1;
    }
  };
  const string = (): string => {
    const end = text.indexOf('"', at + 1);
    if (end < 0) fail('px.unclosedText');
    const content = text.slice(at + 1, end);
    for (const sign of content) if (sign === '\n') line += 1;
    at = end + 1;
    return content.replaceAll(/\r?\n/gu, '');
  };
  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  };
  const subjects = (): string[] => {
    const found: string[] = [];
    if (text[at] !== '(') return found;
    at += 1;
    for (;;) {
      skipBlank();
      if (text[at] === '"') found.push(string());
      else if (text[at] === ',') at += 1;
      else if (text[at] === ')') {
        at += 1;
        return found;
      } else fail('px.badKeyword');
    }
  };
  const values = (): string[] => {
    const texts: string[] = [];
    let open = false;
    for (;;) {
      skipBlank();
      const sign = text[at];
      if (sign === undefined) return fail('px.unclosedKeyword');
      if (sign === ';') {
        at += 1;
        return texts;
      }
      if (sign === ',') {
        open = false;
        at += 1;
      } else if (sign === '"') {
        const piece = string();
        if (open) texts.push((texts.pop() ?? '') + piece);
        else texts.push(piece);
        open = true;
      } else {
        const from = at;
        while (at < text.length && !/[\s,;"]/u.test(text.charAt(at))) at += 1;
        texts.push(text.slice(from, at));
        open = false;
      }
      if (texts.length > MOST_TEXTS) fail('px.tooLarge');
    }
  };
  for (;;) {
    skipBlank();
    if (at >= text.length) fail('px.noData');
    const started = line;
    const keyword = match(KEYWORD).toUpperCase();
    if (keyword === '') fail('px.badKeyword');
    const language = match(LANGUAGE);
    const variables = subjects();
    skipBlank();
    if (text[at] !== '=') fail('px.badKeyword');
    at += 1;
    if (keyword === 'DATA') break;
    const entry = { texts: values(), line: started };
    const name = JSON.stringify([keyword, ...variables]);
    // A keyword in another language than the main one adds nothing here.
    if (language === '' && !entries.has(name)) entries.set(name, entry);
  }
  return {
    of: (keyword, variable) => entries.get(JSON.stringify(variable === undefined ? [keyword] : [keyword, variable])),
    dataAt: at,
    dataLine: line,
  };
}
