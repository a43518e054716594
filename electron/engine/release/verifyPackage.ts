import { type Certificate, certificateSchema } from '../../../shared/schemas/certificate.ts';
import { type Manifest, manifestSchema } from '../../../shared/schemas/packageManifest.ts';
import type { Solvers } from '../../../shared/domain/disclosure/attack/intervals.ts';
import { cellIdOf } from '../../../shared/domain/tables/table.ts';
import type { RuleSet } from '../../../shared/schemas/ruleSet.ts';
import type { Progress } from '../jobs/progress.ts';
import { APPROVAL, checkApproval, signedRules, type ShownApproval } from './checkApproval.ts';
import { smallCells } from './compareTable.ts';
import { type Finding, finding } from './finding.ts';
import { CERTIFICATE, certificateName } from './packageFiles.ts';
import { type FolderContent, readPackageFolder } from './packageFolder.ts';
import { repeatProof } from './repeatProof.ts';
import { statementHolds } from './statements/repeatStatement.ts';
import { loadSolvers } from '../disclosure/highsSolver.ts';
import { checkSeal, MANIFEST_FILE, packagedJson, SEAL_FILE } from './seal.ts';
import { fingerprint, sha256Of } from './signing.ts';
import type { ReceivedPackage } from './writers/writer.ts';
import { writers } from './writers/writers.ts';

export interface Verification {
  /** Nothing: the package is whole. */
  readonly findings: readonly Finding[];
  readonly manifest: Manifest | null;
  /** Fingerprint of the key that sealed it; null when the seal does not hold. */
  readonly fingerprint: string | null;
  /** Who stands behind it; null for a trial package, or when that does not hold. */
  readonly approval: ShownApproval | null;
}

/** Fingerprints that were learnt in another way than with the package. */
export interface ExpectedKeys {
  readonly seal?: string | undefined;
  readonly administrator?: string | undefined;
}

/**
 * Checks a package from nothing but its folder: that exactly the files named lie there, byte for byte; that the seal over
 * the manifest holds; that each table agrees with its certificate and adds up; and that the intervals promised for the
 * hidden cells are those that an attack gives. Finds everything that is wrong, not only the first.
 *
 * A package without a stamp also has to show who submitted and who approved it, in a list that the administrator's key signed.
 * With `expected` (fingerprints) also that these keys, and no others, stand behind it: whoever changes a package can make
 * keys of their own for everything in it, and only a fingerprint learnt in another way tells.
 */
export async function verifyPackage(
  folder: string,
  progress: Progress,
  expected: ExpectedKeys = {},
): Promise<Verification> {
  const content = await readPackageFolder(folder);
  const { files } = content;
  const manifestBytes = files.get(MANIFEST_FILE);
  const sealBytes = files.get(SEAL_FILE);
  if (manifestBytes === undefined || sealBytes === undefined) {
    const missing = manifestBytes === undefined ? MANIFEST_FILE : SEAL_FILE;
    return { findings: [finding('verify.notAPackage', missing)], manifest: null, fingerprint: null, approval: null };
  }
  const seal = checkSeal(manifestBytes, sealBytes);
  if (!seal.ok)
    return { findings: [finding('verify.changed', seal.changed)], manifest: null, fingerprint: null, approval: null };
  const manifest = readManifest(manifestBytes);
  if (manifest === null)
    return { findings: [finding('verify.changed', MANIFEST_FILE)], manifest: null, fingerprint: null, approval: null };

  const own = fingerprint(seal.publicKey);
  const findings: Finding[] = [];
  if (expected.seal !== undefined && !sameKey(expected.seal, own))
    findings.push({ key: 'verify.wrongKey', parameters: { actual: own, expected: expected.seal } });
  findings.push(...checkFiles(content, manifest));
  const solvers = await loadSolvers();
  const isWhole = findings.length === 0;
  if (isWhole) findings.push(...(await checkTables(files, manifest, signedRules(files, manifest), solvers, progress)));
  const approval = isWhole ? checkApproval(files, manifest, seal.publicKey) : null;
  findings.push(...(approval?.findings ?? []));
  const administrator = approval?.administrator ?? null;
  if (expected.administrator !== undefined && administrator !== null && !sameKey(expected.administrator, administrator))
    findings.push({
      key: 'verify.wrongAdministrator',
      parameters: { actual: administrator, expected: expected.administrator },
    });
  if (expected.administrator !== undefined && manifest.release === null)
    findings.push({ key: 'verify.noAdministrator', parameters: {} });
  return { findings, manifest, fingerprint: own, approval: approval?.shown ?? null };
}

const sameKey = (expected: string, actual: string): boolean =>
  expected.replaceAll(' ', '').toLowerCase() === actual.replaceAll(' ', '');

/** Attacks every table from its certificate, and reads every other file back against the certificates. */
export async function checkTables(
  files: ReadonlyMap<string, Buffer>,
  manifest: Manifest,
  rules: Pick<RuleSet, 'waivers' | 'statements'>,
  solvers: Solvers,
  progress: Progress,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const certificates = new Map<string, Certificate>();
  for (const [i, table] of manifest.tables.entries()) {
    progress.check();
    progress.report('verify.step', i, manifest.tables.length);
    const name = certificateName(table.id);
    const certificate = readCertificate(files.get(name));
    if (certificate === null) findings.push(finding('verify.changed', name));
    else {
      certificates.set(table.id, certificate);
      findings.push(...checkCertificate(certificate, table, solvers));
      if (!waivedByRules(certificate, table.id, rules.waivers)) findings.push(finding('verify.waived', name));
      if (certificate.rules.minFrequency < manifest.rules.minFrequency) findings.push(finding('verify.changed', name));
    }
  }
  for (const [id, certificate] of certificates)
    if (isStatement(certificate) && !statementHolds(certificate, certificates, rules.statements))
      findings.push(finding('verify.statementDiffers', certificateName(id)));
  findings.push(...(await checkContents({ manifest, certificates, files })));
  progress.report('verify.step', manifest.tables.length, manifest.tables.length);
  return findings;
}

function readManifest(bytes: Buffer): Manifest | null {
  try {
    // Written in any other way, such as with a key twice, two readers could read two things.
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    const parsed = manifestSchema.safeParse(value);
    return parsed.success && packagedJson(value).equals(bytes) ? parsed.data : null;
  } catch {
    return null;
  }
}

/** That exactly the files named lie there, byte for byte, each of a format that is read back. */
export function checkFiles({ files, strange }: FolderContent, manifest: Manifest): Finding[] {
  const findings = strange.map((name) => finding('verify.notAFile', name));
  const named = new Set([MANIFEST_FILE, SEAL_FILE]);
  for (const { name, bytes, sha256 } of manifest.files) {
    if (named.has(name)) findings.push(finding('verify.extra', name));
    named.add(name);
    const found = files.get(name);
    if (found === undefined) findings.push(finding('verify.missing', name));
    else if (found.length !== bytes || sha256Of(found) !== sha256) findings.push(finding('verify.changed', name));
  }
  for (const name of files.keys()) if (!named.has(name)) findings.push(finding('verify.extra', name));
  // Only what is read back below may lie in a package: no other file can be told to be safe.
  const known = new Set([
    CERTIFICATE,
    ...(manifest.release === null ? [] : [APPROVAL]),
    ...writers.map(({ format }) => format),
  ]);
  const tables = new Set<string | null>([null, ...manifest.tables.map(({ id }) => id)]);
  const shown = manifest.files.filter(({ format }) => format === CERTIFICATE);
  for (const { name, format, table } of manifest.files)
    if (!known.has(format) || !tables.has(table) || (format === CERTIFICATE && name !== certificateName(table ?? '')))
      findings.push(finding('verify.extra', name));
  for (const { id } of manifest.tables)
    if (shown.filter(({ table }) => table === id).length !== 1)
      findings.push(finding('verify.missing', certificateName(id)));
  if (tables.size !== manifest.tables.length + 1) findings.push(finding('verify.extra', MANIFEST_FILE));
  return findings;
}

/** Every file but the certificates, read back and held against them. */
async function checkContents(received: ReceivedPackage): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { name, format, table } of received.manifest.files) {
    const writer = writers.find((one) => one.format === format);
    const bytes = received.files.get(name);
    if (writer === undefined || bytes === undefined) continue;
    const cells = await writer.differing(bytes, received, { name, table });
    if (cells > 0) findings.push(finding('verify.cellsDiffer', name, { cells }));
  }
  return findings;
}

/** That every small number that is let out stands in the signed rules, for this table and cell. */
function waivedByRules({ waived = [], dimensions }: Certificate, table: string, waivers: RuleSet['waivers']): boolean {
  const known = new Set(
    (waivers ?? []).filter((own) => table === own.table || table.startsWith(`${own.table}-`)).map(({ cell }) => cell),
  );
  const sizes = dimensions.map(({ codes }) => codes.length);
  return waived.every((cell) => {
    let rest = cell;
    const nodes = sizes.map(() => 0);
    for (let d = sizes.length - 1; d >= 0; d -= 1) {
      nodes[d] = rest % (sizes[d] ?? 1);
      rest = Math.floor(rest / (sizes[d] ?? 1));
    }
    return known.has(cellIdOf(dimensions.map(({ codes }, d) => codes[nodes[d] ?? 0] ?? '')));
  });
}

/** A list or profile that is worked out from other tables of the package, and held against them. */
const isStatement = ({ statement, about }: Certificate): boolean =>
  statement !== undefined || about.measure.kind === 'statement';

const NOTHING_HIDDEN_BEHIND = { addsUp: true, wrongIntervals: 0, small: 0 };

function checkCertificate(certificate: Certificate, table: Manifest['tables'][number], solvers: Solvers): Finding[] {
  const name = certificateName(table.id);
  const findings: Finding[] = [];
  const proof = isStatement(certificate) ? NOTHING_HIDDEN_BEHIND : repeatProof(certificate, solvers);
  if (!proof.addsUp) findings.push(finding('verify.doesNotAddUp', name));
  else if (proof.wrongIntervals > 0)
    findings.push(finding('verify.intervalsDiffer', name, { cells: proof.wrongIntervals }));
  if (!describes(certificate, table)) findings.push(finding('verify.changed', name));
  const small = smallCells(certificate) + proof.small;
  if (small > 0) findings.push(finding('verify.small', name, { cells: small }));
  const hidden = certificate.values.filter((value) => value === null).length;
  if (certificate.values.length !== table.cells || hidden !== table.hidden)
    findings.push(finding('verify.cellsDiffer', name, { cells: Math.abs(hidden - table.hidden) }));
  return findings;
}

/** That the table's words are about this table: title and year as the manifest says, one label per code. */
const describes = ({ about, dimensions }: Certificate, { title, year }: Manifest['tables'][number]): boolean =>
  about.title.sv === title.sv &&
  about.title.en === title.en &&
  about.year === year &&
  about.dimensions.length === dimensions.length &&
  dimensions.every(({ codes }, d) =>
    (['sv', 'en'] as const).every((language) => about.dimensions[d]?.labels[language].length === codes.length),
  );

function readCertificate(bytes: Buffer | undefined): Certificate | null {
  if (bytes === undefined) return null;
  try {
    const parsed = certificateSchema.safeParse(JSON.parse(bytes.toString('utf8')));
    return parsed.success && packagedJson(JSON.parse(bytes.toString('utf8'))).equals(bytes) ? parsed.data : null;
  } catch {
    return null;
  }
}
