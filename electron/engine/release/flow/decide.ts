import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { DataError, UserError } from '../../../../shared/errors/errors.ts';
import { type Signed, signedSchema } from '../../../../shared/schemas/organisation.ts';
import {
  type Decision,
  decisionSchema,
  type Outcome,
  type Reasons,
  reasonsSchema,
  type Statement,
} from '../../../../shared/schemas/releaseFlow.ts';
import { loadSolvers } from '../../disclosure/highsSolver.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Finding } from '../finding.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { personWithRole, readOrganisation } from '../persons/organisation.ts';
import { personAt } from '../ledger/ledgerState.ts';
import type { PersonSecrets } from '../persons/personKey.ts';
import { isWhole, signDocument } from '../persons/signed.ts';
import { sha256Of } from '../signing.ts';
import { checkTables } from '../verifyPackage.ts';
import { notingRefusals } from './refusals.ts';
import { openReview, type Review } from './review.ts';
import { statementHash, without } from './statement.ts';

const decisionFileSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('sigill-decision-file'),
  decision: signedSchema(decisionSchema),
  reasons: signedSchema(reasonsSchema),
  /** Tables that the reviewer leaves out; the decision is about the statement without them. */
  without: z.array(z.string().max(80)).max(1000),
});

/** What a reviewer hands back. */
export interface DecisionFile {
  readonly decision: Signed<Decision>;
  readonly reasons: Signed<Reasons>;
  readonly without: readonly string[];
}

export interface Reviewed {
  readonly review: Review;
  /** What is wrong with the content when it is checked from the review file alone; empty: nothing. */
  readonly findings: readonly Finding[];
  readonly submittedBy: string;
}

/** That the review's files are those that were submitted, byte for byte. */
function sameFiles({ files }: Statement, found: ReadonlyMap<string, Buffer>): boolean {
  const named = new Set(files.map(({ name }) => name));
  const whole = files.every(({ name, sha256 }) => {
    const bytes = found.get(name);
    return bytes !== undefined && sha256Of(bytes) === sha256;
  });
  return whole && named.size === files.length;
}

/**
 * Opens a review for the reviewer and checks all of it without the microdata: who submitted it, that nothing was changed,
 * and the proof of every table, by an attack from what would be published.
 */
export function reviewRelease(
  box: Uint8Array,
  folder: string,
  person: PersonSecrets,
  progress: Progress,
): Promise<Reviewed> {
  return checkReview(openReview(box, person), readOrganisation(folder).ledger, progress);
}

async function checkReview(review: Review, ledger: Ledger, progress: Progress): Promise<Reviewed> {
  const { document, signedBy } = review.statement;
  const { persons, releases } = ledger.state;
  const analyst = personAt(persons.document, signedBy, document.submittedAt);
  const known = releases.get(document.release);
  const own =
    isWhole(review.statement) &&
    signedBy === document.submittedBy &&
    analyst?.role === 'analyst' &&
    document.organisation === persons.document.id &&
    known?.submittedBy === signedBy &&
    ledger.entries[review.ledger.position - 1]?.hash === review.ledger.head &&
    sameFiles(document, review.files);
  if (!own) throw new UserError('refused', 'flow.reviewDamaged');
  const { rules } = ledger.state.rules.document;
  const findings = await checkTables(review.files, review.manifest, rules, await loadSolvers(), progress);
  return { review, findings, submittedBy: analyst.name };
}

export interface DecideOptions {
  readonly box: Uint8Array;
  readonly folder: string;
  readonly person: PersonSecrets;
  readonly outcome: Outcome;
  readonly reasons: string;
  /** Tables to leave out, with outcome `changed`. */
  readonly without: readonly string[];
  readonly now: () => Date;
}

/** The reviewer's decision about a review, signed. A content whose proof does not hold can only be rejected. */
export function decideRelease(options: DecideOptions, progress: Progress): Promise<DecisionFile> {
  const { box, folder, person, outcome, reasons: text, now } = options;
  const step = outcome === 'rejected' ? 'reject' : 'approve';
  return notingRefusals({ project: null, folder, person, now }, step, async (about) => {
    const at = now();
    const { ledger } = readOrganisation(folder);
    personWithRole(ledger.state.persons.document, person, 'reviewer', at);
    const { review, findings } = await checkReview(openReview(box, person), ledger, progress);
    const { document } = review.statement;
    const { release } = document;
    about(release);
    const known = ledger.state.releases.get(release);
    if (known?.withdrawn !== null) throw new UserError('refused', 'flow.withdrawn');
    if (known.decision !== null) throw new UserError('refused', 'flow.decided');
    if (document.submittedBy === person.signingKey) throw new UserError('refused', 'flow.ownReview');
    if (known.reviewer !== person.signingKey) throw new UserError('refused', 'flow.notYourReview');
    if (at.toISOString() < document.submittedAt) throw new UserError('refused', 'flow.clock');
    if (outcome !== 'rejected' && findings.length > 0) throw new UserError('refused', 'flow.proofFails');
    const ids = new Set(review.manifest.tables.map(({ id }) => id));
    const unknown = options.without.find((id) => !ids.has(id));
    if (unknown !== undefined) throw new UserError('input', 'flow.noSuchTable', { table: unknown });
    for (const { id, together = [] } of review.manifest.tables) {
      const others = together.filter((other) => !options.without.includes(other));
      if (options.without.includes(id) && others.length > 0)
        throw new UserError('refused', 'flow.leaveOutTogether', { table: id, others: others.join(', ') });
    }
    if (options.without.length === ids.size) throw new UserError('refused', 'flow.nothingLeft');
    const statementSha256 = statementHash(without(document, options.without));
    const decision: Decision = {
      version: 1,
      kind: 'sigill-decision',
      release,
      outcome,
      statementSha256,
      decidedBy: person.signingKey,
      decidedAt: at.toISOString(),
      ledger: { position: ledger.state.head.position, head: ledger.state.head.hash },
    };
    const reasons: Reasons = { version: 1, kind: 'sigill-reasons', release, statementSha256, text };
    return {
      decision: signDocument(decision, person.signing),
      reasons: signDocument(reasons, person.signing),
      without: options.without,
    };
  });
}

export const decisionText = ({ decision, reasons, without: leftOut }: DecisionFile): string =>
  `${JSON.stringify({ version: 1, kind: 'sigill-decision-file', decision, reasons, without: leftOut }, undefined, 1)}\n`;

const MOST_BYTES = 1 << 20;

/** Reads a decision file; UserError 'flow.decisionDamaged' when it is none, or its signatures do not hold. */
export function readDecision(file: string): DecisionFile {
  const name = path.basename(file);
  if (!existsSync(file) || !statSync(file).isFile()) throw new DataError({ file: name }, 'file.notFound');
  try {
    if (statSync(file).size > MOST_BYTES) throw new RangeError('too long');
    const { decision, reasons, without: leftOut } = decisionFileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    if (isWhole(decision) && isWhole(reasons)) return { decision, reasons, without: leftOut };
  } catch {
    // Said below.
  }
  throw new UserError('refused', 'flow.decisionDamaged', { file: name });
}
