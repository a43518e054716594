import { UserError } from '../../../../shared/errors/errors.ts';
import type { ReleasePlan } from '../../../../shared/schemas/releasePlan.ts';
import type { Statement } from '../../../../shared/schemas/releaseFlow.ts';
import type { Progress } from '../../jobs/progress.ts';
import type { Project } from '../../project/project.ts';
import { randomId } from '../../project/project.ts';
import { withLedger } from '../ledger/ledger.ts';
import { contentFiles, manifestOf } from '../packageFiles.ts';
import { agree, personByName, personWithRole, readOrganisation } from '../persons/organisation.ts';
import type { PersonSecrets } from '../persons/personKey.ts';
import { signDocument } from '../persons/signed.ts';
import type { TableReport } from '../protectTable.ts';
import { type Assembled, assemble } from './assemble.ts';
import { notingRefusals } from './refusals.ts';
import { blindOf, checkAnchor, commitment, forgetRelease, saveAnchor, saveRelease } from './releaseStore.ts';
import { type ReviewReport, sealReview } from './review.ts';
import { statedFiles, statementHash } from './statement.ts';
import { tableKey } from './subject.ts';
import type { Together } from './together.ts';

export interface SubmitOptions {
  readonly plan: ReleasePlan;
  /** The organisation's folder. */
  readonly folder: string;
  readonly person: PersonSecrets;
  /** The reviewer's name in the organisation's list. */
  readonly reviewer: string;
  readonly productVersion: string;
}

export interface Submitted {
  readonly release: string;
  /** The encrypted review file, for the reviewer alone. */
  readonly review: Buffer;
  readonly tables: readonly TableReport[];
  readonly together: Together;
}

function reportOf({ report, forLedger, together }: Assembled, known: ReadonlySet<string>): ReviewReport {
  return {
    tables: report.map(({ id, cells, primary, secondary }, i) => {
      const table = forLedger[i];
      return { id, cells, primary, secondary, known: table !== undefined && known.has(tableKey(table)) };
    }),
    together: { earlier: together.earlier, attacked: together.attacked, differences: together.differences },
  };
}

/**
 * Draft, checked, submitted: protects the tables, attacks them together with everything in the ledger, notes in the ledger
 * that they are submitted (as a commitment, since nothing has left), and gives the review file. The reviewer is another
 * person, with that role.
 */
export function submitRelease(
  project: Project,
  { plan, folder, person, reviewer, productVersion }: SubmitOptions,
  progress: Progress,
): Promise<Submitted> {
  const now = (): Date => project.now();
  return notingRefusals({ project, folder, person, now }, 'submit', async (about) => {
    const { organisation, ledger } = readOrganisation(folder);
    checkAnchor(project, organisation, ledger);
    const list = organisation.persons.document;
    personWithRole(list, person, 'analyst', now());
    const second = personByName(list, reviewer);
    if (second.signingKey === person.signingKey) throw new UserError('refused', 'flow.ownReview');
    if (second.role !== 'reviewer')
      throw new UserError('refused', 'organisation.wrongRole.reviewer', { name: second.name });
    const { rules, number } = organisation.rules.document;
    const release = randomId(project);
    about(release);
    const draft = { id: release, plan, statement: null, reasons: null };
    saveRelease(project, { ...draft, state: 'draft' }, now());
    const assembled = await assemble(project, plan, rules, ledger.state.tables, progress).catch((cause: unknown) => {
      if (cause instanceof UserError && cause.kind === 'cancelled') forgetRelease(project, release);
      throw cause;
    });
    saveRelease(project, { ...draft, state: 'checked' }, now());

    return withLedger(ledger.file, async (writer) => {
      if (writer.ledger.state.head.hash !== ledger.state.head.hash) throw new UserError('refused', 'flow.ledgerMoved');
      agree(organisation, writer.ledger);
      const at = now();
      const content = {
        title: plan.title,
        stamp: null,
        synthetic: project.synthetic,
        madeAt: at,
        productVersion,
        tables: assembled.tables,
        formats: plan.formats,
      };
      const files = await contentFiles(content);
      const statement: Statement = {
        version: 1,
        kind: 'sigill-statement',
        release,
        organisation: list.id,
        submittedBy: person.signingKey,
        submittedAt: at.toISOString(),
        title: plan.title,
        rules: { id: rules.id, number },
        productVersion,
        blind: blindOf(project, release),
        files: statedFiles(files),
      };
      const hidden = commitment(project, statementHash(statement));
      const after = writer.append(
        { action: 'submitted', body: { release, commitment: hidden, reviewer: second.signingKey } },
        person,
        at,
      );
      saveRelease(project, { ...draft, statement, state: 'submitted' }, at);
      saveAnchor(project, organisation, after);
      const known = new Set(ledger.state.tables.map(({ table }) => tableKey(table)));
      const review = {
        statement: signDocument(statement, person.signing),
        manifest: manifestOf(content, files),
        report: reportOf(assembled, known),
        ledger: { position: after.state.head.position, head: after.state.head.hash },
        files,
      };
      return {
        release,
        review: sealReview(review, second.sealingKey, (size) => project.randomBytes(size)),
        tables: assembled.report,
        together: assembled.together,
      };
    });
  });
}
