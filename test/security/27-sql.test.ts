import { describe, expect, it } from 'vitest';
import { sourcesOf } from '../support/sources.ts';

/*
 * No SQL is put together with text from outside. A statement is a constant, or a template into which only constants of the
 * code go, or names that a function has checked: sqlName(...) or sqlNames(...).
 */
const STATEMENT = /\.(?:prepare|exec)\(\s*`([^`]*)`/gu;
const JOINED = /\.(?:prepare|exec)\(\s*(?:'[^']*'|"[^"]*"|`[^`]*`|\w+)\s*\+/gu;
const CHECKED = /^\s*(?:sqlNames?\(|[A-Z][A-Z0-9_]*(?:\.join\('[^']*'\))?$)/u;

function faultsIn(content: string): string[] {
  const templates = [...content.matchAll(STATEMENT)].flatMap(([, statement = '']) =>
    [...statement.matchAll(/\$\{([^}]*)\}/gu)].map((match) => match[1] ?? '').filter((part) => !CHECKED.test(part)),
  );
  return [...templates, ...[...content.matchAll(JOINED)].map(([text]) => text)];
}

describe('27. SQL', () => {
  it('finds what it looks for', () => {
    expect(faultsIn('db.prepare(`select ${column} from t`)')).toEqual(['column']);
    expect(faultsIn("db.prepare('select ' + column)")).toHaveLength(1);
    expect(faultsIn('db.prepare(`select ${sqlName(column)} from ${TABLE} where a = ?`)')).toEqual([]);
  });

  it('is nowhere put together with unchecked text', () => {
    const faults = sourcesOf('electron/engine').flatMap(({ name, content }) =>
      faultsIn(content).map((part) => `${name}: ${part}`),
    );
    expect(faults).toEqual([]);
  });
});
