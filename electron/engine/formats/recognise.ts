/*
 * What kind of file this is, by its first bytes and never by its name alone. Signatures: the formats' own published
 * descriptions (Apache Parquet, PKZIP APPNOTE, SAS Technical Support TS-140 for transport files, Stata's `dta` help,
 * the Library of Congress's descriptions of sas7bdat and SPSS files, R Internals 1.8 for serialisation).
 */

/** Formats that Sigill does not read, each with its own sentence on how to export from the program that wrote it. */
export const FOREIGN_FORMATS = [
  'sas',
  'xpt',
  'spss',
  'stata',
  'excel',
  'excel-old',
  'ods',
  'r',
  'zip',
  'archive',
  'sqlite',
  'geopackage',
  'duckdb',
  'arrow',
  'access',
  'pdf',
  'html',
  'xml',
  'json',
  'binary',
] as const;
export type ForeignFormat = (typeof FOREIGN_FORMATS)[number];

/** `text`: what is read as a delimited file. */
export type FileFormat = 'text' | 'parquet' | 'px' | 'json-stat' | 'geojson' | ForeignFormat;

const latin = (bytes: Uint8Array, from = 0, to = bytes.length): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, to);

const SAS = 'c2ea8160b31411cfbd92080009c7318c181f1011';

const MAGIC: readonly (readonly [FileFormat, string])[] = [
  ['parquet', 'PAR1'],
  ['parquet', 'PARE'],
  ['spss', '$FL2'],
  ['spss', '$FL3'],
  ['stata', '<stata_dta>'],
  ['excel-old', '\u00D0\u00CF\u0011\u00E0'],
  ['r', 'RDX2\n'],
  ['r', 'RDX3\n'],
  ['r', 'RDA2\n'],
  ['r', 'RDA3\n'],
  ['r', 'X\n\0\0\0'],
  ['arrow', 'ARROW1'],
  ['arrow', 'FEA1'],
  ['arrow', 'ORC'],
  ['arrow', 'Obj\u0001'],
  ['pdf', '%PDF'],
  ['archive', '7z\u00BC\u00AF'],
  ['archive', 'Rar!'],
  ['archive', '\u00FD7zXZ\0'],
  ['archive', 'BZh'],
  ['archive', '\u0028\u00B5\u002F\u00FD'],
  ['binary', '\u0089PNG'],
  ['binary', '\u00FF\u00D8\u00FF'],
  ['binary', 'GIF8'],
  ['binary', '\u0089HDF'],
  ['binary', '\u007FELF'],
  ['binary', 'MZ\u0090\0'],
];

/** What a zip holds, by the names of its first entries: spreadsheets are zips. */
function zipKind(head: string): FileFormat {
  if (head.includes('mimetypeapplication/vnd.oasis.opendocument')) return 'ods';
  return /\[Content_Types\]\.xml|xl\/(?:workbook|worksheets|styles|sharedStrings)|_rels\/\.rels/u.test(head)
    ? 'excel'
    : 'zip';
}

function binaryFormat(head: Uint8Array, text: string): FileFormat | undefined {
  const magic = MAGIC.find(([, start]) => text.startsWith(start));
  if (magic !== undefined) return magic[0];
  if (text.startsWith('PK\u0003\u0004') || text.startsWith('PK\u0005\u0006')) return zipKind(text);
  if (text.startsWith('HEADER RECORD*******') && /LIB(?:RARY|V8) +HEADER/u.test(text.slice(0, 60))) return 'xpt';
  if (text.slice(0, 600).includes('SPSSPORT') || text.slice(0, 600).includes('ASCII SPSS PORT FILE')) return 'spss';
  if (text.startsWith('SQLite format 3\0')) return head[68] === 0x47 && head[69] === 0x50 ? 'geopackage' : 'sqlite';
  if (text.slice(8, 12) === 'DUCK') return 'duckdb';
  if (/^Standard (?:Jet|ACE) DB/u.test(text.slice(4))) return 'access';
  if (Buffer.from(head.subarray(12, 32)).toString('hex') === SAS) return 'sas';
  // Releases 102-115 of Stata: release, byte order, file type, and a zero.
  const [release = 0, order = 0, type = 0, unused = 1] = head;
  if (release >= 102 && release <= 115 && (order === 1 || order === 2) && type === 1 && unused === 0) return 'stata';
  return undefined;
}

const PX_START =
  /^\s*(?:CHARSET|AXIS-VERSION|CODEPAGE|LANGUAGES?|CREATION-DATE|MATRIX|SUBJECT-AREA|SUBJECT-CODE|TITLE|CONTENTS|DECIMALS|UNITS|STUB|HEADING|NEXT-UPDATE|PX-SERVER|TABLEID|DEFAULT-GRAPH|DIRECTORY-PATH|UPDATE-FREQUENCY|SHOWDECIMALS)(?:\[[\w-]+\])?(?:\("[^"]*"\))?\s*=\s*["\d]/iu;

function textFormat(text: string): FileFormat | undefined {
  const start = text.replace(/^(?:\uFEFF|\u00EF\u00BB\u00BF)/u, '').slice(0, 65_536);
  if (PX_START.test(start)) return 'px';
  if (/^\s*[{[]\s*(?:["{}\]]|\[)/u.test(start)) {
    if (/"class"\s*:\s*"(?:dataset|collection|dimension)"/u.test(start) || /"version"\s*:\s*"2\.\d"/u.test(start))
      return 'json-stat';
    if (/"type"\s*:\s*"(?:FeatureCollection|Feature|GeometryCollection)"/u.test(start)) return 'geojson';
    return /"(?:dimension|dataset)"\s*:\s*\{/u.test(start) ? 'json-stat' : 'json';
  }
  if (/^\s*<(?:!doctype html|html|table)/iu.test(start)) return 'html';
  if (/^\s*<(?:\?xml|[a-z][\w:-]*[\s>])/iu.test(start)) return 'xml';
  return undefined;
}

/** Text has hardly any control characters, and no zeros but those of UTF-16. */
function isBinary(head: Uint8Array): boolean {
  const wide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const sample = head.subarray(0, 65_536);
  let controls = 0;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < sample.length; i += 1) {
    const byte = sample[i] as number;
    if (byte === 0) {
      if (i % 2 === 0) even += 1;
      else odd += 1;
    } else if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c) controls += 1;
  }
  if (wide) return false;
  const pairs = sample.length / 2;
  if (even + odd > 0) {
    const utf16 = (odd > pairs * 0.7 && even < pairs * 0.1) || (even > pairs * 0.7 && odd < pairs * 0.1);
    // A single zero in a text is told of with its line by whoever reads it.
    if (!utf16 && even + odd + controls > Math.max(2, sample.length / 200)) return true;
  }
  return controls > sample.length / 100;
}

/** The format of a file from its first bytes, decompressed where it is gzip. 64 KB are enough. */
export function recognise(head: Uint8Array): FileFormat {
  const text = latin(head, 0, Math.min(head.length, 65_536));
  const known = binaryFormat(head, text);
  if (known !== undefined) return known;
  const wide =
    head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : undefined;
  const readable = wide === undefined ? text : new TextDecoder(wide).decode(head.subarray(0, 65_536));
  const written = textFormat(readable);
  if (written !== undefined) return written;
  return isBinary(head) ? 'binary' : 'text';
}
