import Database from 'better-sqlite3';
import { areasRequests } from './areas.ts';
import { assessmentRequests } from './assessment.ts';
import { dataRequests } from './data.ts';
import { definitionsRequests } from './definitions.ts';
import { demonstrationRequests } from './demonstration.ts';
import { developmentsRequests } from './developments.ts';
import { groupsRequests } from './groups.ts';
import { importsRequests } from './imports.ts';
import { indicatorsRequests } from './indicators.ts';
import { ledgerRequests } from './ledger.ts';
import { logRequests } from './log.ts';
import { organisationsRequests } from './organisations.ts';
import { projectRequests } from './project.ts';
import { releasesRequests } from './releases.ts';
import { reviewsRequests } from './reviews.ts';
import { answer, type RequestHandlers } from './request.ts';
import { scenarioRequests } from './scenarios.ts';
import type { Session } from './session.ts';
import { tablesRequests } from './tables.ts';

function sqliteVersion(): string {
  const database = new Database(':memory:');
  try {
    return String(database.prepare('select sqlite_version()').pluck().get());
  } finally {
    database.close();
  }
}

/** Everything that the engine answers in one thread, around the one project that is open there. */
export function createRequests(session: Session): RequestHandlers {
  return {
    'engine.info': () => answer({ sqlite: sqliteVersion() }),
    ...projectRequests(session),
    ...demonstrationRequests(),
    ...dataRequests(session),
    ...importsRequests(session),
    ...areasRequests(session),
    ...indicatorsRequests(session),
    ...definitionsRequests(session),
    ...developmentsRequests(session),
    ...assessmentRequests(session),
    ...groupsRequests(session),
    ...scenarioRequests(session),
    ...tablesRequests(session),
    ...releasesRequests(session),
    ...reviewsRequests(),
    ...ledgerRequests(session),
    ...organisationsRequests(),
    ...logRequests(session),
  };
}
