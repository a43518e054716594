import path from 'node:path';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { jobsWithOutcome } from '../../jobOutcome.ts';
import type { ShellParts } from '../../shell.ts';
import type { AllHandlers } from '../router.ts';

type ReleaseMethod = Extract<keyof AllHandlers, `release.${string}`>;

const nameOf = (file: string): string => path.basename(file).slice(0, 200);

/** Steps that a person signs are asked of the engine that has the project open, which gives the long ones to a thread beside it. */
export const releasesHandlers = ({ engine, jobs, releasePlaces }: ShellParts): Pick<AllHandlers, ReleaseMethod> => {
  const { pathOf } = releasePlaces;
  const checks = jobsWithOutcome<NonNullable<Output<'release.checked'>['contents']>>(jobs);
  const submissions = jobsWithOutcome<NonNullable<Output<'release.submitted'>['submitted']>>(jobs);
  const seals = jobsWithOutcome<NonNullable<Output<'release.sealed'>['sealed']>>(jobs);
  const verifications = jobsWithOutcome<NonNullable<Output<'release.verified'>['verified']>>(jobs);
  return {
    'release.choose': async ({ place }) => ({ chosen: await releasePlaces.choose(place) }),
    'release.state': async () => engine.call('release.state', {}),
    'release.list': async () => engine.call('release.list', {}),

    'release.check': ({ organisation }) => {
      const folder = pathOf('organisation', organisation);
      return { jobId: checks.start((_own, options) => engine.call('release.check', { folder }, options)) };
    },
    'release.checked': ({ jobId }) => ({ contents: checks.take(jobId) }),

    'release.submit': async ({ organisation, key, passphrase, reviewer }) => {
      const signing = { folder: pathOf('organisation', organisation), key: pathOf('personKey', key), passphrase };
      const target = await releasePlaces.target('review', 'granskning');
      if (target === null) return { jobId: null };
      const jobId = submissions.start(async (_own, options) => ({
        ...(await engine.call('release.submit', { ...signing, reviewer, target }, options)),
        file: nameOf(target),
      }));
      return { jobId };
    },
    'release.submitted': ({ jobId }) => ({ submitted: submissions.take(jobId) }),

    'release.seal': async ({ organisation, key, passphrase, decision: id }) => {
      const signing = { folder: pathOf('organisation', organisation), key: pathOf('personKey', key), passphrase };
      const decision = pathOf('decision', id);
      const target = await releasePlaces.target('package', 'paket');
      if (target === null) return { jobId: null };
      const jobId = seals.start(async (_own, options) => ({
        ...(await engine.call('release.seal', { ...signing, decision, target }, options)),
        folder: nameOf(target),
        within: nameOf(path.dirname(target)),
      }));
      return { jobId };
    },
    'release.sealed': ({ jobId }) => ({ sealed: seals.take(jobId) }),

    // Of a package from anywhere, so in an engine of its own that has no project.
    'release.verify': ({ package: id, organisation, administrator }) => {
      const asked = {
        package: pathOf('package', id),
        organisation: organisation === null ? null : pathOf('organisation', organisation),
        administrator,
      };
      return { jobId: verifications.start((own, options) => own.call('release.verify', asked, options)) };
    },
    'release.verified': ({ jobId }) => ({ verified: verifications.take(jobId) }),

    'release.withdraw': async ({ organisation, key, passphrase, release, reason }) =>
      engine.call('release.withdraw', {
        folder: pathOf('organisation', organisation),
        key: pathOf('personKey', key),
        passphrase,
        release,
        reason,
      }),
  };
};
