import { type Language, text, type TextKey, type TextParameters } from '../../../../../shared/texts/text.ts';
import type { Fact } from '../shown/about.ts';
import type { Scene } from '../pictures/scene.ts';

/*
 * A report as parts, from which the page, the PDF and the Word document are drawn, so that what is said stands once. It is made
 * from shown tables, which only checked tables and the certificates of a package become.
 */

export type Block =
  | Heading
  | { readonly kind: 'stamp'; readonly text: string }
  /** `muted`: a note. */
  | { readonly kind: 'text'; readonly text: string; readonly muted?: true }
  /** The table of contents: headings of the first two levels under the title. */
  | { readonly kind: 'contents'; readonly text: string }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  /** `fits`: no higher than what is left of the page. */
  | { readonly kind: 'picture'; readonly name: string; readonly scene: Scene; readonly fits?: true }
  /** What follows begins a page. */
  | { readonly kind: 'page' }
  | ReportTable;

export interface Heading {
  readonly kind: 'heading';
  readonly level: 1 | 2 | 3;
  readonly text: string;
}

export interface ReportTable {
  readonly kind: 'table';
  readonly caption: string;
  /** Headings; the first `stub` of them are over headings of rows. */
  readonly head: readonly string[];
  readonly stub: number;
  readonly rows: readonly (readonly string[])[];
  /** Columns of words, which stand to the left, after those that head the rows. */
  readonly words?: readonly number[];
}

export interface Part {
  readonly language: Language;
  readonly blocks: readonly Block[];
}

export interface Report {
  readonly title: string;
  readonly language: Language;
  readonly stamp: string | null;
  readonly program: string;
  /** Stands in the properties of a PDF and a Word document. */
  readonly madeAt: Date;
  readonly parts: readonly Part[];
}

/** The headings under the title, in order: what a table of contents lists, and where each of its lines leads. */
export const headingsIn = (parts: readonly Part[]): readonly Heading[] =>
  parts.flatMap(({ blocks }) =>
    blocks.filter((block): block is Heading => block.kind === 'heading' && block.level > 1),
  );

export const heading = (level: Heading['level'], content: string): Block => ({ kind: 'heading', level, text: content });
export const says = (content: string): Block => ({ kind: 'text', text: content });
export const notes = (content: string): Block => ({ kind: 'text', text: content, muted: true });

/** Texts of one language. */
export const wordsIn =
  (language: Language) =>
  (key: TextKey, parameters?: TextParameters): string =>
    text(language, key, parameters);
