import { assertChecked, type CheckedTable } from '../../../shared/domain/disclosure/checkedTable.ts';
import { type Manifest, manifestSchema } from '../../../shared/schemas/packageManifest.ts';
import type { PackagedFile } from './packageFolder.ts';
import { MANIFEST_FILE, packagedJson, SEAL_FILE, sealManifest } from './seal.ts';
import { sha256Of } from './signing.ts';
import { certificateFile, tableCsv } from './tableFile.ts';

/** The text for people. */
export const README_FILE = 'readme.txt';

/** Says in every name that what lies here may not be handed out. */
const STAMPED = 'PROV';

export interface PackagedTable {
  readonly id: string;
  readonly title: { readonly sv: string; readonly en: string };
  readonly year: number;
  readonly checked: CheckedTable;
}

export interface PackageContent {
  readonly title: { readonly sv: string; readonly en: string };
  /** Shown wherever the package is, until two persons have approved it. */
  readonly stamp: string;
  readonly synthetic: boolean;
  readonly madeAt: Date;
  readonly productVersion: string;
  readonly tables: readonly PackagedTable[];
}

/**
 * All files of a package, in the order in which they are written: tables, certificates, a text for people, the manifest
 * that names and hashes them, and the seal over the manifest. Takes checked tables and nothing else. The same content
 * and key give the same bytes.
 */
export function packageFiles(content: PackageContent, secret: Uint8Array): readonly PackagedFile[] {
  const [first] = content.tables;
  if (first === undefined) throw new RangeError('a package has at least one table');
  for (const { checked } of content.tables) assertChecked(checked);
  const tables = content.tables.map((table) => ({
    table,
    file: { name: `tabeller/${table.id}.${STAMPED}.csv`, bytes: tableCsv(table.checked) },
    certificate: { name: `certifikat/${table.id}.json`, bytes: certificateFile(table.checked) },
  }));
  const files = [
    ...tables.map(({ file }) => file),
    ...tables.map(({ certificate }) => certificate),
    { name: README_FILE, bytes: Buffer.from(readme(content), 'utf8') },
  ];
  const { rules } = first.checked;
  const manifest: Manifest = {
    version: 1,
    kind: 'sigill-package',
    stamp: content.stamp,
    synthetic: content.synthetic,
    title: content.title,
    madeWith: { product: 'Sigill', version: content.productVersion },
    madeAt: content.madeAt.toISOString(),
    rules: {
      id: rules.ruleSet.name,
      version: rules.ruleSet.version,
      minFrequency: Math.min(...content.tables.map(({ checked }) => checked.rules.minFrequency)),
      knowledge: rules.knowledge,
    },
    tables: tables.map(({ table, file, certificate }) => ({
      id: table.id,
      title: table.title,
      year: table.year,
      file: file.name,
      certificate: certificate.name,
      cells: table.checked.counts.cells,
      hidden: table.checked.counts.hidden,
    })),
    files: files.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: sha256Of(bytes) })),
    varying: [],
  };
  const manifestBytes = packagedJson(manifestSchema.parse(manifest));
  return [
    ...files,
    { name: MANIFEST_FILE, bytes: manifestBytes },
    { name: SEAL_FILE, bytes: sealManifest(manifestBytes, secret) },
  ];
}

function readme({ title, stamp, synthetic, tables }: PackageContent): string {
  const made = synthetic
    ? 'Alla personer, orter och tal i paketet är påhittade.\nEvery person, place and number in this package is made up.\n'
    : '';
  const list = tables.map(({ id, title: { sv, en }, year }) => `  ${id}, ${String(year)}: ${sv} / ${en}`).join('\n');
  return `${title.sv}
${title.en}

${stamp}
${made}
Tabeller / Tables
${list}

".." betyder att antalet är dolt av sekretesskäl. Det finns ett tecken för alla dolda celler, vad skälet än är.
".." means that the count is hidden for confidentiality. One symbol stands for every hidden cell, whatever the reason.

certifikat/ innehåller det som behövs för att upprepa attacken: det publicerade, sambanden och de intervall som bevisats.
certifikat/ holds what is needed to repeat the attack: what is published, the equations, and the proven intervals.
`;
}
