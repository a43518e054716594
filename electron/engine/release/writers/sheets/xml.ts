/** A text as XML content or attribute: signs with a meaning written out, those that XML cannot hold left out. */
export const xmlText = (value: string): string =>
  value
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, '')
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
