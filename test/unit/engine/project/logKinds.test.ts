import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { kindOfAction } from '../../../../electron/engine/project/logKinds.ts';
import { LEDGER_STATES } from '../../../../shared/ipc/ledger.ts';
import { LOG_KINDS } from '../../../../shared/schemas/logNames.ts';
import { en, sv } from '../../../../renderer/i18n/catalogues.ts';

const ROOT = path.resolve(import.meta.dirname, '../../../..');

/** Every action that some file of the program writes as a plain text into a project's log. */
const written = new Set(
  readdirSync(path.join(ROOT, 'electron'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const content = readFileSync(path.join(ROOT, 'electron', name), 'utf8');
      return [...content.matchAll(/append(?:Log|ToLog)\((?:[^'"`)]*?,\s*)?'(?<action>[a-z.-]+)'/gu)];
    })
    .map(({ groups }) => groups?.['action'] ?? ''),
);

describe('what the log of a project tells', () => {
  it('finds the actions at all', () => {
    expect(written.size).toBeGreaterThan(20);
    for (const action of ['create', 'open', 'import', 'release-refused', 'assessment.save'])
      expect(written).toContain(action);
  });

  it('has a word in both languages for every action that the program writes', () => {
    const all = [...written, ...LEDGER_STATES.map((state) => `release-${state}`)];
    const unknown = all.filter((action) => !(`log.action.${action}` in sv) || !(`log.action.${action}` in en));
    expect(unknown).toEqual([]);
  });

  it('puts refusals together, and what it does not know with the project', () => {
    expect(kindOfAction('release-refused')).toBe('refused');
    expect(kindOfAction('window-refused')).toBe('refused');
    expect(kindOfAction('release-sealed')).toBe('leaving');
    expect(kindOfAction('groups.remove')).toBe('saved');
    expect(kindOfAction('import')).toBe('data');
    expect(kindOfAction('of-a-later-version')).toBe('project');
    for (const action of written) expect(LOG_KINDS).toContain(kindOfAction(action));
  });

  it('puts nothing with the project that is not about the project itself', () => {
    const project = [...written].filter((action) => kindOfAction(action) === 'project').sort();
    expect(project).toEqual(
      [
        'add-key-holder',
        'backup',
        'compact',
        'create',
        'migrate',
        'open',
        'passphrase',
        'remove-key-holder',
        'rescue',
        'strengthen-key',
      ].filter((action) => written.has(action)),
    );
  });
});
