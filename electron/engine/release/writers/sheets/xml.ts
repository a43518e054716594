/** What XML 1.0 cannot hold at all: control characters but for tab and line ends, halves of pairs, and two signs at the end. */
const holdable = (sign: string): boolean =>
  /^[\t\n\r]$/u.test(sign) || !/^(?:\p{Cc}|\p{Surrogate}|[\uFFFE\uFFFF])$/u.test(sign);

/** A text without the signs that XML cannot hold. */
export const holdableText = (value: string): string => Array.from(value).filter(holdable).join('');

/** A text as XML content or attribute: signs with a meaning written out, those that XML cannot hold left out. */
export const xmlText = (value: string): string =>
  holdableText(value)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('\t', '&#9;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;');

const NAMED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** The text that was written so. */
export const fromXmlText = (written: string): string =>
  written.replaceAll(/&(?:#(\d{1,7})|(\w+));/gu, (whole, number: string | undefined, name: string | undefined) =>
    number === undefined ? (NAMED.get(name ?? '') ?? whole) : String.fromCodePoint(Number(number)),
  );
