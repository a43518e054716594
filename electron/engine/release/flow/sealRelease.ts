import { UserError } from '../../../../shared/errors/errors.ts';
import type { Statement } from '../../../../shared/schemas/releaseFlow.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import { APPROVAL } from '../checkApproval.ts';
import { type Ledger, type LedgerWriter, withLedger } from '../ledger/ledger.ts';
import { personAt } from '../ledger/ledgerState.ts';
import { type ContentFile, contentFiles, manifestOf, sealedFiles } from '../packageFiles.ts';
import { type PackagedFile, refuseTaken, writePackageFolder } from '../packageFolder.ts';
import { agree, type Organisation, personWithRole, readOrganisation } from '../persons/organisation.ts';
import type { PersonSecrets } from '../persons/personKey.ts';
import { signDocument } from '../persons/signed.ts';
import { packagedJson } from '../seal.ts';
import { fingerprint, sha256Of } from '../signing.ts';
import { APPROVAL_FILES, approvalsIn } from '../writers/shown/approvals.ts';
import { type Assembled, assemble } from './assemble.ts';
import type { DecisionFile } from './decide.ts';
import { notingRefusals } from './refusals.ts';
import { checkAnchor, commitment, saveAnchor, saveRelease, type StoredRelease, storedRelease } from './releaseStore.ts';
import { statedFiles, statementHash, without } from './statement.ts';

export interface SealOptions {
  readonly decision: DecisionFile;
  /** The organisation's folder. */
  readonly folder: string;
  readonly person: PersonSecrets;
  /** Where the package is written; must not exist. */
  readonly out: string;
  readonly productVersion: string;
}

export interface SealedRelease {
  readonly release: string;
  readonly outcome: 'approved' | 'changed' | 'rejected';
  readonly tables: readonly { readonly id: string; readonly cells: number; readonly hidden: number }[];
  readonly fingerprint: string;
  readonly administrator: string;
}

/** Everything about a decision that the project and the ledger can say, before anything is counted. */
function checkDecision(
  { decision, reasons, without: leftOut }: DecisionFile,
  { statement, state }: StoredRelease,
  ledger: Ledger,
  person: PersonSecrets,
  project: Project,
): Statement {
  const { document, signedBy } = decision;
  const known = ledger.state.releases.get(document.release);
  if (statement === null || known === undefined) throw new UserError('refused', 'flow.otherRelease');
  if (known.withdrawn !== null || state === 'withdrawn') throw new UserError('refused', 'flow.withdrawn');
  if (known.sealed !== null && state !== 'sealing') throw new UserError('refused', 'flow.alreadySealed');
  if (state === 'rejected' || known.decision?.document.outcome === 'rejected')
    throw new UserError('refused', 'flow.rejected');
  if (state === 'draft' || state === 'checked') throw new UserError('refused', 'flow.notSubmitted');
  if (known.decision !== null && known.decision.signature !== decision.signature)
    throw new UserError('refused', 'flow.decided');
  if (known.commitment !== commitment(project, statementHash(statement)))
    throw new UserError('refused', 'flow.otherContent');
  if (statement.submittedBy !== person.signingKey) throw new UserError('refused', 'flow.notYourRelease');
  const list = ledger.state.persons.document;
  const reviewer = personAt(list, signedBy, document.decidedAt);
  if (signedBy === statement.submittedBy || document.decidedBy === statement.submittedBy)
    throw new UserError('refused', 'flow.ownReview');
  if (reviewer === undefined || signedBy !== document.decidedBy) throw new UserError('refused', 'flow.unknownReviewer');
  if (reviewer.role !== 'reviewer')
    throw new UserError('refused', 'organisation.wrongRole.reviewer', { name: reviewer.name });
  if (known.reviewer !== signedBy) throw new UserError('refused', 'flow.notYourReview');
  if (document.decidedAt < statement.submittedAt) throw new UserError('refused', 'flow.clock');
  if (ledger.entries[document.ledger.position - 1]?.hash !== document.ledger.head)
    throw new UserError('refused', 'flow.otherLedger');
  const approved = without(statement, leftOut);
  const sameReasons =
    reasons.signedBy === signedBy &&
    reasons.document.release === document.release &&
    reasons.document.statementSha256 === document.statementSha256;
  if (document.statementSha256 !== statementHash(approved) || !sameReasons)
    throw new UserError('refused', 'flow.otherContent');
  if ((document.outcome === 'changed') !== leftOut.length > 0) throw new UserError('refused', 'flow.otherContent');
  return approved;
}

/** The signed documents of a package, as files. */
function approvalFiles(
  approved: Statement,
  { decision }: DecisionFile,
  { persons, rules }: Organisation,
  person: PersonSecrets,
): ContentFile[] {
  const documents = {
    [APPROVAL_FILES.statement]: signDocument(approved, person.signing),
    [APPROVAL_FILES.decision]: decision,
    [APPROVAL_FILES.persons]: persons,
    [APPROVAL_FILES.rules]: rules,
  };
  return Object.entries(documents).map(([name, document]) => ({
    name,
    bytes: packagedJson(document),
    table: null,
    format: APPROVAL,
  }));
}

const MOST_TRIES = 3;

/**
 * Takes a decision in. Approved: checks everything again, counts, protects and attacks anew with the ledger as it now is, holds what
 * comes out against what was approved, enters it in the ledger, and only then writes the package. Rejected: enters that.
 *
 * A program that is killed between ledger and package leaves the release `sealing`; taking the same decision in again writes the
 * same package to the byte.
 */
export function sealRelease(project: Project, options: SealOptions, progress: Progress): Promise<SealedRelease> {
  const { decision, folder, person } = options;
  const now = (): Date => project.now();
  return notingRefusals({ project, folder, person, now }, 'seal', async (about) => {
    about(decision.decision.document.release);
    await refuseTaken(options.out);
    for (let tries = 0; ; tries += 1) {
      const { organisation, ledger } = readOrganisation(folder);
      checkAnchor(project, organisation, ledger);
      personWithRole(organisation.persons.document, person, 'analyst', now());
      const stored = storedRelease(project, decision.decision.document.release);
      const approved = checkDecision(decision, stored, ledger, person, project);
      if (decision.decision.document.outcome === 'rejected')
        return takeRejection(project, organisation, stored, options, ledger);
      const { rules } = organisation;
      if (rules.document.number !== approved.rules.number || rules.document.rules.id !== approved.rules.id)
        throw new UserError('refused', 'flow.rulesChanged');
      const { release: id } = approved;
      const earlier = ledger.state.tables.filter(({ release }) => release !== id);
      const assembled = await assemble(project, stored.plan, rules.document.rules, earlier, progress, decision.without);
      const sealed = await withLedger(ledger.file, (writer) => {
        if (writer.ledger.state.head.hash !== ledger.state.head.hash) return null;
        agree(organisation, writer.ledger);
        return sealNow(project, organisation, stored, approved, assembled, options, writer);
      });
      if (sealed !== null) return sealed;
      if (tries >= MOST_TRIES) throw new UserError('refused', 'flow.ledgerMoved');
    }
  });
}

async function takeRejection(
  project: Project,
  organisation: Organisation,
  stored: StoredRelease,
  { decision, person }: SealOptions,
  { file }: Ledger,
): Promise<SealedRelease> {
  const { document } = decision.decision;
  const after = await withLedger(file, (writer) =>
    writer.append(
      {
        action: 'decided',
        body: { release: stored.id, decision: decision.decision, reasons: decision.reasons },
      },
      person,
      project.now(),
    ),
  );
  saveRelease(project, { ...stored, state: 'rejected', reasons: decision.reasons.document.text }, project.now());
  saveAnchor(project, organisation, after);
  return {
    release: stored.id,
    outcome: document.outcome,
    tables: [],
    fingerprint: fingerprint(person.signingKey),
    administrator: fingerprint(organisation.persons.document.administrator),
  };
}

async function sealNow(
  project: Project,
  organisation: Organisation,
  stored: StoredRelease,
  approved: Statement,
  { tables, forLedger, statements }: Assembled,
  { decision, person, out, productVersion }: SealOptions,
  writer: LedgerWriter,
): Promise<SealedRelease> {
  const known = writer.ledger.state.releases.get(stored.id);
  const again = known?.sealed ?? null;
  const at = again === null ? project.now() : new Date(again.at);
  if (at.toISOString() < decision.decision.document.decidedAt) throw new UserError('refused', 'flow.clock');
  if (productVersion !== approved.productVersion) throw new UserError('refused', 'flow.otherProgram');
  const signed = approvalFiles(approved, decision, organisation, person);
  const content = {
    title: approved.title,
    stamp: null,
    synthetic: project.synthetic,
    madeAt: at,
    productVersion,
    tables,
    formats: stored.plan.formats,
    approvals: approvalsIn(new Map(signed.map(({ name, bytes }) => [name, bytes]))),
  };
  const shown = await contentFiles(content);
  const rewritten = statementHash({ ...approved, files: statedFiles(shown) });
  if (rewritten !== statementHash(approved)) throw new UserError('refused', 'flow.dataChanged');
  const reasons = decision.reasons.document.text;
  if (again === null && known?.decision === null) {
    const body = { release: stored.id, decision: decision.decision, reasons: decision.reasons };
    writer.append({ action: 'decided', body }, person, at);
    const { outcome } = decision.decision.document;
    saveRelease(project, { ...stored, state: outcome, reasons }, at);
  }
  const place = again?.position ?? writer.ledger.state.head.position + 1;
  const previous = writer.ledger.entries[place - 2]?.hash ?? '';
  const files = [...shown, ...signed];
  const release = { id: stored.id, organisation: approved.organisation, ledger: { position: place, previous } };
  const written: readonly PackagedFile[] = sealedFiles(manifestOf(content, files, release), files, person.signing);
  const manifest = written.find(({ name }) => name === 'manifest.json');
  const manifestSha256 = sha256Of(manifest?.bytes ?? Buffer.alloc(0));
  if (again === null) {
    saveRelease(project, { ...stored, state: 'sealing', reasons }, at);
    const body = {
      release: stored.id,
      statementSha256: statementHash(approved),
      manifestSha256,
      tables: [...forLedger],
      ...(statements.length === 0 ? {} : { statements: [...statements] }),
    };
    writer.append({ action: 'sealed', body }, person, at);
  } else if (again.manifestSha256 !== manifestSha256) throw new UserError('refused', 'flow.alreadySealed');
  saveAnchor(project, organisation, writer.ledger);
  await writePackageFolder(out, written);
  saveRelease(project, { ...stored, state: 'sealed', reasons }, project.now());
  return {
    release: stored.id,
    outcome: decision.decision.document.outcome,
    tables: tables.map(({ id, checked }) => ({ id, cells: checked.counts.cells, hidden: checked.counts.hidden })),
    fingerprint: fingerprint(person.signingKey),
    administrator: fingerprint(organisation.persons.document.administrator),
  };
}
