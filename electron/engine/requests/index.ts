import Database from 'better-sqlite3';
import { answer, type RequestHandlers } from './request.ts';

function sqliteVersion(): string {
  const database = new Database(':memory:');
  try {
    return String(database.prepare('select sqlite_version()').pluck().get());
  } finally {
    database.close();
  }
}

export const requests: RequestHandlers = {
  'engine.info': () => answer({ sqlite: sqliteVersion() }),
};
