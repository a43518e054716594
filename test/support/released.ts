import path from 'node:path';
import { silent } from '../../electron/engine/jobs/progress.ts';
import type { Project } from '../../electron/engine/project/project.ts';
import { decideRelease } from '../../electron/engine/release/flow/decide.ts';
import { sealRelease } from '../../electron/engine/release/flow/sealRelease.ts';
import { submitRelease } from '../../electron/engine/release/flow/submit.ts';
import type { ReleasePlan } from '../../shared/schemas/releasePlan.ts';
import type { TestOrganisation } from './organisation.ts';

const productVersion = '0.1.0';

/** What `anna` gets when she submits the tables of a plan. */
export const submitted = ({ as, folder }: TestOrganisation, project: Project, plan: ReleasePlan) =>
  as('anna', (person) => submitRelease(project, { plan, folder, person, reviewer: 'gunnar', productVersion }, silent));

/** Submits, approves and seals the tables of a plan into a folder beside the organisation's. */
export async function released(
  organisation: TestOrganisation,
  project: Project,
  plan: ReleasePlan,
  out: string,
): Promise<void> {
  const { as, folder, ports } = organisation;
  const { review } = await submitted(organisation, project, { ...plan, formats: ['csv'] });
  const { now } = ports;
  const decision = await as('gunnar', (person) =>
    decideRelease({ box: review, folder, person, outcome: 'approved', reasons: '', without: [], now }, silent),
  );
  await as('anna', (person) =>
    sealRelease(
      project,
      { decision, folder, person, out: path.join(path.dirname(folder), out), productVersion },
      silent,
    ),
  );
}
