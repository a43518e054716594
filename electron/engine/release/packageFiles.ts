import { assertChecked } from '../../../shared/domain/disclosure/checkedTable.ts';
import { type Manifest, manifestSchema } from '../../../shared/schemas/packageManifest.ts';
import { PACKAGE_FORMATS } from '../../../shared/schemas/releasePlan.ts';
import type { PackagedFile } from './packageFolder.ts';
import { MANIFEST_FILE, packagedJson, SEAL_FILE, sealManifest } from './seal.ts';
import { sha256Of } from './signing.ts';
import { certificateFile } from './tableFile.ts';
import { nameStamp, type PackageContent, type WrittenFile } from './writers/writer.ts';
import { bordersHash } from './writers/shown/borders.ts';
import { wantedWriters } from './writers/writers.ts';

/** Format of a certificate in the manifest. It is written here and not by a writer: no table is without one. */
export const CERTIFICATE = 'certificate';

export const certificateName = (table: string): string => `certifikat/${table}.json`;

/** Formats whose files a trial package must name as such: each could be taken out of the package by itself. */
const TABLE_FORMATS: ReadonlySet<string> = new Set(PACKAGE_FORMATS);

/** A file of a package with what the manifest says about it. */
export interface ContentFile extends WrittenFile {
  readonly format: string;
}

/**
 * The files that show the tables, in the order in which they are written, a certificate for each. Takes checked tables and
 * nothing else. The same content gives the same bytes.
 */
export async function contentFiles(content: PackageContent): Promise<readonly ContentFile[]> {
  if (content.tables.length === 0) throw new RangeError('a package has at least one table');
  for (const { checked } of content.tables) assertChecked(checked);
  const files: ContentFile[] = content.tables.map(({ id, checked, about, borders, statement }) => ({
    name: certificateName(id),
    bytes: certificateFile(checked, about, bordersHash(borders), statement),
    table: id,
    format: CERTIFICATE,
  }));
  for (const writer of wantedWriters(content.formats))
    for (const { name, bytes, table } of await writer.write(content))
      files.push({ name, bytes, table, format: writer.format });
  const names = new Set(files.map(({ name }) => name));
  if (names.size !== files.length) throw new RangeError('two files of a package have the same name');
  if (
    content.stamp !== null &&
    files.some(({ name, format }) => TABLE_FORMATS.has(format) && !name.includes(nameStamp(content)))
  )
    throw new RangeError('a trial table says so in its name');
  return files;
}

/** The manifest that names and hashes the files. */
export function manifestOf(
  content: PackageContent,
  files: readonly ContentFile[],
  release: Manifest['release'] = null,
): Manifest {
  const [first] = content.tables;
  if (first === undefined) throw new RangeError('a package has at least one table');
  const { rules } = first.checked;
  return manifestSchema.parse({
    version: 1,
    kind: 'sigill-package',
    stamp: content.stamp,
    synthetic: content.synthetic,
    release,
    title: content.title,
    madeWith: { product: 'Sigill', version: content.productVersion },
    madeAt: content.madeAt.toISOString(),
    rules: {
      id: rules.ruleSet.name,
      version: rules.ruleSet.version,
      minFrequency: Math.min(...content.tables.map(({ checked }) => checked.rules.minFrequency)),
      knowledge: rules.knowledge,
    },
    tables: content.tables.map(({ id, title, year, checked, together }) => ({
      id,
      title,
      year,
      cells: checked.counts.cells,
      hidden: checked.counts.hidden,
      ...(together === undefined ? {} : { together: [...together] }),
    })),
    files: files.map(({ name, format, table, bytes }) => ({
      name,
      format,
      table,
      bytes: bytes.length,
      sha256: sha256Of(bytes),
    })),
    varying: [],
  } satisfies Manifest);
}

/** The files, the manifest over them and the seal over the manifest. */
export function sealedFiles(
  manifest: Manifest,
  files: readonly PackagedFile[],
  secret: Uint8Array,
): readonly PackagedFile[] {
  const bytes = packagedJson(manifestSchema.parse(manifest));
  return [
    ...files.map(({ name, bytes: own }) => ({ name, bytes: own })),
    { name: MANIFEST_FILE, bytes },
    { name: SEAL_FILE, bytes: sealManifest(bytes, secret) },
  ];
}

/** All files of a package. The same content and key give the same bytes. */
export async function packageFiles(content: PackageContent, secret: Uint8Array): Promise<readonly PackagedFile[]> {
  const files = await contentFiles(content);
  return sealedFiles(manifestOf(content, files), files, secret);
}
