/* The words of a statement of SQL, as far as is needed to see what it names and to leave its literals out. */

export interface Token {
  /** `name`: a bare or quoted word, keywords too. `text`, `number`: literals. `sign`: everything else, one or two characters. */
  readonly kind: 'name' | 'quoted' | 'text' | 'number' | 'sign';
  /** Without its quotes. */
  readonly value: string;
}

const PATTERN =
  /\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|(?<text>[xX]?'(?:[^']|'')*')|(?<quoted>"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\])|(?<number>0[xX][\da-fA-F]+|(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[\p{L}_][\p{L}\p{N}_$]*)|(?<sign><=|>=|<>|!=|==|\|\||[\s\S])/gu;

const unquoted = (word: string): string => {
  const mark = word[0] ?? '';
  const inner = word.slice(1, -1);
  return mark === '[' ? inner : inner.replaceAll(`${mark}${mark}`, mark);
};

/** Splits a statement; what is no SQL at all comes out as signs, and SQLite refuses it later. */
export function tokensOf(statement: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const { groups = {} } of statement.matchAll(PATTERN)) {
    const { text, quoted, number, name, sign } = groups;
    if (text !== undefined) tokens.push({ kind: 'text', value: unquoted(text.replace(/^[xX]/u, '')) });
    else if (quoted !== undefined) tokens.push({ kind: 'quoted', value: unquoted(quoted) });
    else if (number !== undefined) tokens.push({ kind: 'number', value: number });
    else if (name !== undefined) tokens.push({ kind: 'name', value: name });
    else if (sign !== undefined) tokens.push({ kind: 'sign', value: sign });
  }
  return tokens;
}

/** True for a bare word that is this keyword. */
export const isWord = (token: Token | undefined, ...words: readonly string[]): boolean =>
  token?.kind === 'name' && words.includes(token.value.toLowerCase());

/**
 * The statement as the log may keep it: every literal is `?`, and so is every name that is neither one of the
 * `known` nor made of letters alone, since a value may stand in an alias or in quotes that SQLite takes for a text.
 */
export function withoutLiterals(tokens: readonly Token[], known: ReadonlySet<string>): string {
  const shown = tokens.map(({ kind, value }) => {
    if (kind === 'sign') return value;
    if (known.has(value.toLowerCase())) return value;
    return kind === 'name' && /^[a-z_]+$/iu.test(value) ? value : '?';
  });
  return shown.join(' ').slice(0, 2000);
}
