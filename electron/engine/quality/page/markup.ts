/** A piece of HTML that has been put together here: texts in it are escaped. */
export interface Markup {
  readonly html: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

type Part = string | number | Markup | readonly Markup[];

const escaped = (part: Part): string =>
  typeof part === 'object'
    ? 'html' in part
      ? part.html
      : part.map(({ html }) => html).join('')
    : String(part).replaceAll(/[&<>"']/gu, (sign) => ESCAPES[sign] ?? sign);

/** Template of HTML: every text put in is escaped, so that a code of the data can never become markup. */
export const markup = (pieces: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  html: pieces.map((piece, i) => piece + (i < parts.length ? escaped(parts[i] as Part) : '')).join(''),
});
