import type { Output } from '../../../shared/ipc/contract.ts';
import { UserError } from '../../../shared/errors/errors.ts';
import { PRODUCT_VERSION } from '../../../shared/product/version.ts';
import { type ReleasePlan, releasePlanSchema } from '../../../shared/schemas/releasePlan.ts';
import { writeWhole } from '../files/writeWhole.ts';
import type { Project } from '../project/project.ts';
import { checkDraft } from '../release/flow/checkDraft.ts';
import { readDecision } from '../release/flow/decide.ts';
import { releasesOf } from '../release/flow/releaseStore.ts';
import { sealRelease } from '../release/flow/sealRelease.ts';
import { submitRelease } from '../release/flow/submit.ts';
import { withdrawRelease } from '../release/flow/withdraw.ts';
import { findingsInLedger } from '../release/inLedger.ts';
import { withPersonKey } from '../release/persons/personKey.ts';
import { readDraft } from '../release/tables/draft.ts';
import { verifyPackage } from '../release/verifyPackage.ts';
import { answer, type RequestHandlers } from './request.ts';
import type { Session } from './session.ts';

type ReleasesRequest =
  | 'release.state'
  | 'release.list'
  | 'release.check'
  | 'release.submit'
  | 'release.seal'
  | 'release.verify'
  | 'release.withdraw';

/** The plan that has been put together in the project. */
export function plannedIn(project: Project): ReleasePlan {
  const plan = releasePlanSchema.safeParse(readDraft(project));
  if (!plan.success) throw new UserError('input', 'flow.noDraft');
  return plan.data;
}

/** States of a release that waits for another step. */
const WAITING: ReadonlySet<string> = new Set(['submitted', 'approved', 'changed']);

function stateOf(project: Project): Output<'release.state'> {
  const releases = releasesOf(project);
  const registers = project.store.registers();
  const outdated = releases.some(
    ({ state, plan, statement }) =>
      WAITING.has(state) &&
      statement !== null &&
      registers.some(({ year, importedAt }) => year === plan.year && importedAt > statement.submittedAt),
  );
  const tables = readDraft(project)?.tables.length ?? 0;
  return { drafted: tables, releases: releases.length, outdated };
}

export const releasesRequests = (session: Session): Pick<RequestHandlers, ReleasesRequest> => ({
  'release.state': () => answer(stateOf(session.project())),

  'release.list': () =>
    answer({
      releases: releasesOf(session.project()).map(({ id, state, changedAt, plan, reasons }) => ({
        id,
        state,
        changedAt,
        title: plan.title,
        year: plan.year,
        tables: plan.tables.map((table) => ({ id: table.id, title: table.title })),
        reasons,
      })),
    }),

  'release.check': async ({ folder }, progress) => {
    const project = session.project();
    const options = { plan: plannedIn(project), folder, productVersion: PRODUCT_VERSION };
    return answer(await checkDraft(project, options, progress));
  },

  'release.submit': async ({ folder, key, passphrase, reviewer, target }, progress) => {
    const project = session.project();
    const plan = plannedIn(project);
    const { release } = await withPersonKey(key, passphrase, async (person) => {
      const options = { plan, folder, person, reviewer, productVersion: PRODUCT_VERSION };
      const submitted = await submitRelease(project, options, progress);
      await writeWhole([{ path: target, content: submitted.review }]);
      return submitted;
    });
    return answer({ release, reviewer });
  },

  'release.seal': async ({ folder, key, passphrase, decision: file, target }, progress) => {
    const project = session.project();
    const decision = readDecision(file);
    const { release, outcome, tables, fingerprint, administrator } = await withPersonKey(key, passphrase, (person) =>
      sealRelease(project, { decision, folder, person, out: target, productVersion: PRODUCT_VERSION }, progress),
    );
    return answer({
      release,
      outcome,
      reasons: decision.reasons.document.text,
      tables: tables.map(({ id, cells, hidden }) => ({ id, cells, hidden })),
      fingerprint,
      administrator,
    });
  },

  'release.verify': async ({ package: folder, organisation, administrator }, progress) => {
    const verified = await verifyPackage(folder, progress, administrator === '' ? {} : { administrator });
    const { manifest, fingerprint, approval } = verified;
    const inLedger = organisation !== null && manifest !== null;
    const findings = [...verified.findings, ...(inLedger ? findingsInLedger(manifest, organisation) : [])];
    return answer({
      findings: findings.map(({ key, parameters }) => ({ key, parameters: { ...parameters } })),
      title: manifest?.title ?? null,
      tables: (manifest?.tables ?? []).map(({ id, title, cells, hidden }) => ({ id, title, cells, hidden })),
      files: manifest === null ? 0 : manifest.files.length + 2,
      fingerprint,
      approval: approval === null ? null : { ...approval, looser: [...approval.looser] },
      pinned: administrator !== '',
      inLedger,
    });
  },

  'release.withdraw': async ({ folder, key, passphrase, release, reason }) => {
    const project = session.projectOrNull();
    const now = (): Date => project?.now() ?? new Date();
    return answer(
      await withPersonKey(key, passphrase, (person) =>
        withdrawRelease(project, { release, reason, folder, person, now }),
      ),
    );
  },
});
