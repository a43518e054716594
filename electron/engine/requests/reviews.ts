import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { DataError } from '../../../shared/errors/errors.ts';
import { writeWhole } from '../files/writeWhole.ts';
import { decideRelease, decisionText, reviewRelease } from '../release/flow/decide.ts';
import { shownReview } from '../release/flow/shownReview.ts';
import { withPersonKey } from '../release/persons/personKey.ts';
import { answer, handOver, type RequestHandlers } from './request.ts';

type ReviewsRequest = 'review.open' | 'review.decide';

const MOST_BYTES = 1 << 29;

function boxOf(file: string): Uint8Array {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile() !== true || found.size > MOST_BYTES)
    throw new DataError({ file: path.basename(file) }, 'file.notFound');
  return readFileSync(file);
}

/** What the second person does, without any project. */
export const reviewsRequests = (): Pick<RequestHandlers, ReviewsRequest> => ({
  'review.open': async ({ folder, key, passphrase, review }, progress) => {
    const box = boxOf(review);
    const found = await withPersonKey(key, passphrase, (person) => reviewRelease(box, folder, person, progress));
    return handOver(shownReview(found, folder));
  },

  'review.decide': async ({ folder, key, passphrase, review, outcome, without, reasons, target }, progress) => {
    const box = boxOf(review);
    const decided = await withPersonKey(key, passphrase, (person) =>
      decideRelease({ box, folder, person, outcome, reasons, without, now: () => new Date() }, progress),
    );
    await writeWhole([{ path: target, content: decisionText(decided) }]);
    return answer({ outcome });
  },
});
