import path from 'node:path';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { jobsWithOutcome } from '../../jobOutcome.ts';
import type { ShellParts } from '../../shell.ts';
import type { AllHandlers } from '../router.ts';

type ReviewMethod = Extract<keyof AllHandlers, `review.${string}`>;

/** The second person has no project open: the work is done in an engine of its own. */
export const reviewsHandlers = ({ jobs, releasePlaces }: ShellParts): Pick<AllHandlers, ReviewMethod> => {
  const { pathOf } = releasePlaces;
  const openings = jobsWithOutcome<NonNullable<Output<'review.opened'>['review']>>(jobs);
  const decisions = jobsWithOutcome<NonNullable<Output<'review.decided'>['decided']>>(jobs);
  const opened = (asked: { organisation: string; key: string; passphrase: string; review: string }) => ({
    folder: pathOf('organisation', asked.organisation),
    key: pathOf('personKey', asked.key),
    passphrase: asked.passphrase,
    review: pathOf('review', asked.review),
  });
  return {
    'review.open': (asked) => {
      const input = opened(asked);
      return { jobId: openings.start((own, options) => own.call('review.open', input, options)) };
    },
    'review.opened': ({ jobId }) => ({ review: openings.take(jobId) }),

    'review.decide': async ({ outcome, without, reasons, ...asked }) => {
      const input = opened(asked);
      const target = await releasePlaces.target('decision', 'beslut');
      if (target === null) return { jobId: null };
      const jobId = decisions.start(async (own, options) => ({
        ...(await own.call('review.decide', { ...input, outcome, without, reasons, target }, options)),
        file: path.basename(target).slice(0, 200),
      }));
      return { jobId };
    },
    'review.decided': ({ jobId }) => ({ decided: decisions.take(jobId) }),
  };
};
