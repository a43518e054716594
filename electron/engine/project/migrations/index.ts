import { foundation } from './0001-foundation.ts';
import { assessments } from './0002-assessments.ts';
import { areasAndIndicators } from './0003-areas-and-indicators.ts';
import { releaseKey } from './0004-release-key.ts';
import { packedChunks } from './0005-packed-chunks.ts';
import { errorsOfValues } from './0006-errors-of-values.ts';
import { links } from './0007-links.ts';
import { quality } from './0008-quality.ts';
import { divisions } from './0009-divisions.ts';
import { pseudonymTexts } from './0010-pseudonym-texts.ts';
import { ownDefinitions } from './0011-own-definitions.ts';
import { linksInSteps } from './0012-links-in-steps.ts';
import { dates } from './0013-dates.ts';
import { releases } from './0014-releases.ts';
import { groupings } from './0015-groupings.ts';
import { releaseDraft } from './0016-release-draft.ts';
import { scenarios } from './0017-scenarios.ts';
import type { Migration } from './migration.ts';

/** Every migration in order, one file each, named NNNN-what.ts. A part that needs tables adds its own at the end. */
export const migrations: readonly Migration[] = [
  foundation,
  assessments,
  areasAndIndicators,
  releaseKey,
  packedChunks,
  errorsOfValues,
  links,
  quality,
  divisions,
  pseudonymTexts,
  ownDefinitions,
  linksInSteps,
  dates,
  releases,
  groupings,
  releaseDraft,
  scenarios,
];
