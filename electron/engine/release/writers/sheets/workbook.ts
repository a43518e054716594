import { unzipSync, zipSync } from 'fflate';
import { type Sheet, worksheetXml } from './worksheet.ts';
import { fromXmlText, xmlText } from './xml.ts';

/*
 * A workbook (ECMA-376): the parts in a fixed order, in a zip with a fixed time, compressed by code that is the same on every
 * machine (zlib is not: its output differs between processors).
 */

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

export interface Workbook {
  readonly title: string;
  readonly language: string;
  readonly madeAt: Date;
  readonly decimals: number;
  readonly sheets: readonly Sheet[];
}

/** Styles in the order of `STYLE`. */
function stylesXml(decimals: number): string {
  const format = `#,##0${decimals === 0 ? '' : `.${'0'.repeat(decimals)}`}`;
  return `${DECLARATION}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="${format}"/></numFmts><fonts count="4"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="14"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><sz val="11"/><color rgb="FF666666"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE6EEF2"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="8"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="0" fontId="2" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="3" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment horizontal="right"/></xf><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/><xf numFmtId="0" fontId="2" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment horizontal="right" vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

function parts({ title, language, madeAt, decimals, sheets }: Workbook): [string, string][] {
  const file = (i: number): string => `worksheets/sheet${String(i + 1)}.xml`;
  const type = (name: string, of: string): string =>
    `<Override PartName="/${name}" ContentType="application/vnd.openxmlformats-${of}+xml"/>`;
  const relation = (i: number, of: string, target: string): string =>
    `<Relationship Id="rId${String(i)}" Type="${of}" Target="${target}"/>`;
  const made = madeAt.toISOString().replace(/\.\d+Z$/u, 'Z');
  return [
    [
      '[Content_Types].xml',
      `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${type('xl/workbook.xml', 'officedocument.spreadsheetml.sheet.main')}${sheets.map((_, i) => type(`xl/${file(i)}`, 'officedocument.spreadsheetml.worksheet')).join('')}${type('xl/styles.xml', 'officedocument.spreadsheetml.styles')}${type('docProps/core.xml', 'package.core-properties')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${relation(1, `${RELATIONS}/officeDocument`, 'xl/workbook.xml')}${relation(2, `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml')}</Relationships>`,
    ],
    [
      'docProps/core.xml',
      `${DECLARATION}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(title)}</dc:title><dc:creator>Sigill</dc:creator><dc:language>${language}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${made}</dcterms:created></cp:coreProperties>`,
    ],
    [
      'xl/workbook.xml',
      `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets.map(({ name }, i) => `<sheet name="${xmlText(name)}" sheetId="${String(i + 1)}" r:id="rId${String(i + 1)}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${sheets.map((_, i) => relation(i + 1, `${RELATIONS}/worksheet`, file(i))).join('')}${relation(sheets.length + 1, `${RELATIONS}/styles`, 'styles.xml')}</Relationships>`,
    ],
    ['xl/styles.xml', stylesXml(decimals)],
    ...sheets.map((sheet, i): [string, string] => [`xl/${file(i)}`, worksheetXml(sheet)]),
  ];
}

/** The first day that a zip can name, in whatever time zone it is written. */
export const ZIP_TIME = new Date(1980, 0, 1);

export function workbookBytes(workbook: Workbook): Buffer {
  const encoder = new TextEncoder();
  const files = Object.fromEntries(
    parts(workbook).map(([name, content]) => [name, [encoder.encode(content), { mtime: ZIP_TIME }] as const]),
  );
  return Buffer.from(zipSync(files as Parameters<typeof zipSync>[0], { level: 6, mtime: ZIP_TIME }));
}

const ROW = /<row r="(\d+)">(.*?)<\/row>/gsu;
const CELL =
  /<c r="([A-Z]+)\d+"(?: s="\d+")?(?: t="(\w+)")?>(?:<is><t xml:space="preserve">(.*?)<\/t><\/is>|<v>(.*?)<\/v>)<\/c>/gsu;

/** What stands in a sheet by its place in the workbook: by row, from 1, the texts and numbers by the letters of their columns. */
export function readSheet(bytes: Uint8Array, place: number): Map<number, Map<string, string>> {
  const name = `xl/worksheets/sheet${String(place + 1)}.xml`;
  const content = new TextDecoder().decode(unzipSync(bytes, { filter: (file) => file.name === name })[name]);
  const rows = new Map<number, Map<string, string>>();
  for (const [, number, cells] of content.matchAll(ROW)) {
    const found = new Map<string, string>();
    for (const [, column, , text, figure] of (cells ?? '').matchAll(CELL))
      found.set(column ?? '', text === undefined ? (figure ?? '') : fromXmlText(text).replaceAll('_x005F_', '_'));
    rows.set(Number(number), found);
  }
  return rows;
}
