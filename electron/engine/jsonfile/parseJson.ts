/*
 * Strict JSON (RFC 8259) that remembers where every value began, so that an error in a file that a person wrote can be
 * pointed at by line and column, also when the form is right and the content is not.
 */

export type Path = readonly (string | number)[];

/** Why and where (offset in UTF-16 units) the text is no JSON. */
export class JsonSyntaxError extends Error {
  readonly offset: number;
  readonly problem:
    | { readonly kind: 'syntax'; readonly expected: string }
    | { readonly kind: 'doubledKey'; readonly key: string }
    | { readonly kind: 'tooDeep' };

  constructor(offset: number, problem: JsonSyntaxError['problem']) {
    super(problem.kind);
    this.name = 'JsonSyntaxError';
    this.offset = offset;
    this.problem = problem;
  }
}

export const MAXIMUM_DEPTH = 100;

export interface ParsedJson {
  readonly value: unknown;
  /** Offset at which the value at `path` begins, or of the nearest value above that exists. */
  offsetOf(path: Path): number;
  /** Offset at which the key itself begins; as `offsetOf` for the object when there is no such key. */
  keyOffsetOf(path: Path, key: string): number;
}

interface Node {
  readonly start: number;
  readonly value: unknown;
  readonly members?: ReadonlyMap<string | number, Node>;
  readonly keys?: ReadonlyMap<string, number>;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/uy;
const BLANK = /[ \t\r\n]*/uy;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Node {
    this.#blank();
    const node = this.#value(0);
    this.#blank();
    if (this.#at < this.#text.length) this.#fail('end');
    return node;
  }

  #fail(expected: string): never {
    throw new JsonSyntaxError(this.#at, { kind: 'syntax', expected });
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #blank(): void {
    this.#match(BLANK);
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #value(depth: number): Node {
    if (depth > MAXIMUM_DEPTH) throw new JsonSyntaxError(this.#at, { kind: 'tooDeep' });
    const start = this.#at;
    const first = this.#text[start];
    if (first === '{') return this.#object(depth);
    if (first === '[') return this.#array(depth);
    if (first === '"') return { start, value: this.#string() };
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const)
      if (this.#text.startsWith(word, start)) {
        this.#at += word.length;
        return { start, value };
      }
    const digits = this.#match(NUMBER);
    if (digits === '') this.#fail('value');
    const value = Number(digits);
    if (!Number.isFinite(value)) {
      this.#at = start;
      this.#fail('number');
    }
    return { start, value };
  }

  #object(depth: number): Node {
    const start = this.#at;
    this.#at += 1;
    const value: Record<string, unknown> = {};
    const members = new Map<string | number, Node>();
    const keys = new Map<string, number>();
    this.#blank();
    if (this.#take('}')) return { start, value, members, keys };
    for (;;) {
      this.#blank();
      const keyStart = this.#at;
      if (this.#text[keyStart] !== '"') this.#fail('key');
      const key = this.#string();
      if (members.has(key)) throw new JsonSyntaxError(keyStart, { kind: 'doubledKey', key });
      this.#blank();
      if (!this.#take(':')) this.#fail('colon');
      this.#blank();
      const node = this.#value(depth + 1);
      members.set(key, node);
      keys.set(key, keyStart);
      // An own property also when the key is __proto__.
      Object.defineProperty(value, key, { value: node.value, enumerable: true, configurable: true, writable: true });
      this.#blank();
      if (this.#take('}')) return { start, value, members, keys };
      if (!this.#take(',')) this.#fail('commaOrBrace');
    }
  }

  #array(depth: number): Node {
    const start = this.#at;
    this.#at += 1;
    const value: unknown[] = [];
    const members = new Map<string | number, Node>();
    this.#blank();
    if (this.#take(']')) return { start, value, members };
    for (;;) {
      this.#blank();
      const node = this.#value(depth + 1);
      members.set(value.length, node);
      value.push(node.value);
      this.#blank();
      if (this.#take(']')) return { start, value, members };
      if (!this.#take(',')) this.#fail('commaOrBracket');
    }
  }

  /** Characters up to the next quote, backslash or control character. */
  #plain(): string {
    const start = this.#at;
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (!(code >= 0x20) || code === 0x22 || code === 0x5c) break;
      this.#at += 1;
    }
    return this.#text.slice(start, this.#at);
  }

  #string(): string {
    this.#at += 1;
    let result = '';
    for (;;) {
      result += this.#plain();
      if (this.#take('"')) return result;
      if (!this.#take('\\')) this.#fail('quote');
      const letter = this.#text[this.#at] ?? '';
      if (letter === 'u') {
        const digits = this.#text.slice(this.#at + 1, this.#at + 5);
        if (!/^[0-9a-fA-F]{4}$/u.test(digits)) this.#fail('escape');
        result += String.fromCharCode(Number.parseInt(digits, 16));
        this.#at += 5;
      } else {
        const meant = ESCAPES[letter];
        if (meant === undefined) this.#fail('escape');
        result += meant;
        this.#at += 1;
      }
    }
  }
}

/** Parses the whole text. @throws JsonSyntaxError */
export function parseJson(text: string): ParsedJson {
  const root = new Reader(text).whole();
  const nearest = (path: Path): Node => {
    let node = root;
    for (const step of path) {
      const below = node.members?.get(step);
      if (below === undefined) break;
      node = below;
    }
    return node;
  };
  return {
    value: root.value,
    offsetOf: (path) => nearest(path).start,
    keyOffsetOf: (path, key) => {
      const node = nearest(path);
      return node.keys?.get(key) ?? node.start;
    },
  };
}
