import { type Recognised, TextWatch } from '../identifiers/recognise.ts';
import type { VariableType } from '../store/columns.ts';
import { type ChunkProfile, type CodeChunk, NO_SIGNS, type NumberChunk, type NumberSigns } from './chunkProfile.ts';
import { FineBins } from './fineBins.ts';

/** A column of a register-year as it is kept in the project: enough for the report, for plots and to compare years. */
export type ColumnProfile = NumberProfile | CodeProfile;

interface Common {
  readonly variable: string;
  /** Name in the delivered file. */
  readonly source: string;
  readonly rows: number;
  readonly missing: number;
}

export interface NumberProfile extends Common {
  readonly type: 'integer' | 'decimal' | 'key';
  /** Null when every value is missing. */
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly mean: number | null;
  /** Bins with their counts, in the order of the numbers (fineBins.ts). */
  readonly bins: readonly (readonly [bin: number, count: number])[];
  readonly signs: NumberSigns;
}

export interface CodeProfile extends Common {
  readonly type: 'category' | 'area';
  /** Rows of every code, by falling count and then by code; the commonest MOST_CODES_KEPT. */
  readonly codes: readonly (readonly [code: string, count: number])[];
  /** What the texts were found to say about persons, all of them looked at; null: nothing. */
  readonly identifies: Recognised | null;
  /** The rest: how many codes and how many rows. */
  readonly others: { readonly codes: number; readonly count: number };
}

export const holdsCodes = (profile: ColumnProfile): profile is CodeProfile =>
  profile.type === 'category' || profile.type === 'area';

/** All DeSO of a division, with room; a column with more codes than this is a text, whose tail says nothing. */
export const MOST_CODES_KEPT = 10_000;

/** Adds the chunks of one column up. */
export class ColumnGatherer {
  readonly variable: string;
  readonly source: string;
  readonly type: VariableType;
  #rows = 0;
  #missing = 0;
  #minimum = Number.POSITIVE_INFINITY;
  #maximum = Number.NEGATIVE_INFINITY;
  #sum = 0;
  readonly #bins = new FineBins();
  #signs: NumberSigns | undefined;
  #counts = new Float64Array(64);

  constructor(variable: string, source: string, type: VariableType) {
    this.variable = variable;
    this.source = source;
    this.type = type;
  }

  add(chunk: ChunkProfile): void {
    this.#rows += chunk.rows;
    this.#missing += chunk.missing;
    if (chunk.kind === 'codes') this.#addCodes(chunk);
    else this.#addNumbers(chunk);
  }

  #addCodes({ counts }: CodeChunk): void {
    if (counts.length > this.#counts.length) {
      const larger = new Float64Array(counts.length * 2);
      larger.set(this.#counts);
      this.#counts = larger;
    }
    for (let code = 0; code < counts.length; code += 1)
      this.#counts[code] = (this.#counts[code] as number) + (counts[code] as number);
  }

  #addNumbers({ minimum, maximum, sum, bins, signs, rows, missing }: NumberChunk): void {
    this.#sum += sum;
    if (minimum < this.#minimum) this.#minimum = minimum;
    if (maximum > this.#maximum) this.#maximum = maximum;
    for (let i = 0; i < bins.length; i += 2) this.#bins.add(bins[i] as number, bins[i + 1] as number);
    if (rows > missing) this.#signs = this.#signs === undefined ? signs : together(this.#signs, signs);
  }

  /** Rows of every code of the dictionary. */
  counts(dictionary: readonly string[]): readonly (readonly [text: string, count: number])[] {
    return dictionary.flatMap((text, code) => {
      const count = code === 0 ? 0 : (this.#counts[code] ?? 0);
      return count > 0 ? [[text, count] as const] : [];
    });
  }

  /** `dictionary`: of the codes; empty for numbers. */
  profile(dictionary: readonly string[]): ColumnProfile {
    const common = { variable: this.variable, source: this.source, rows: this.#rows, missing: this.#missing };
    if (this.type === 'category' || this.type === 'area') {
      const codes = this.counts(dictionary).toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
      const rest = codes.slice(MOST_CODES_KEPT);
      const others = { codes: rest.length, count: rest.reduce((sum, [, count]) => sum + count, 0) };
      const identifies = this.type === 'area' ? null : recognised(this.source, dictionary);
      return { ...common, type: this.type, codes: codes.slice(0, MOST_CODES_KEPT), others, identifies };
    }
    const filled = this.#rows - this.#missing;
    return {
      ...common,
      type: this.type,
      minimum: filled === 0 ? null : this.#minimum,
      maximum: filled === 0 ? null : this.#maximum,
      mean: filled === 0 ? null : this.#sum / filled,
      bins: this.#bins.entries(),
      signs: this.#signs ?? NO_SIGNS,
    };
  }
}

/** Every text counts, also those of rows that were refused: the dictionary is stored with them. */
function recognised(source: string, dictionary: readonly string[]): Recognised | null {
  const watch = new TextWatch(source);
  for (const text of dictionary) watch.add(text);
  return watch.found ?? null;
}

/** Values with another remainder than the first chunk's count as different: enough to tell squares from points. */
function together(a: NumberSigns, b: NumberSigns): NumberSigns {
  return {
    tens: a.tens + b.tens,
    tenHits: a.tenHits + b.tenHits,
    twelves: a.twelves + b.twelves,
    twelveHits: a.twelveHits + b.twelveHits,
    fractions: a.fractions + b.fractions,
    remainder: a.remainder,
    sameRemainder: a.sameRemainder + (a.remainder === b.remainder ? b.sameRemainder : 0),
  };
}
