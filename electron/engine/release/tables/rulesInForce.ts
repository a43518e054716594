import { statSync } from 'node:fs';
import path from 'node:path';
import type { RulesInForce } from '../../../../shared/ipc/tables.ts';
import type { Project } from '../../project/project.ts';
import { checkAnchor } from '../flow/releaseStore.ts';
import { shownRules } from '../flow/shownRules.ts';
import { PERSONS_FILE, readFolder, readOrganisation, RULES_FILE } from '../persons/organisation.ts';
import { CAUTIOUS_RULES } from '../shippedRules.ts';

interface Kept {
  readonly key: string;
  readonly rules: RulesInForce;
}

/** The rules read last, since a table that is being put together is counted at every change. One per project and thread. */
const latest = new WeakMap<Project, Kept>();

const SHIPPED: RulesInForce = { set: CAUTIOUS_RULES, organisation: null, number: CAUTIOUS_RULES.version, looser: [] };

/** Changes when any of the organisation's files does. */
function keyOf(folder: string): string {
  const { ledgerFile } = readFolder(folder);
  const files = [path.join(folder, PERSONS_FILE), path.join(folder, RULES_FILE), ledgerFile];
  return JSON.stringify(
    files.map((file) => {
      const { mtimeMs, size, ino } = statSync(file, { throwIfNoEntry: false }) ?? {};
      return [file, mtimeMs, size, ino];
    }),
  );
}

/**
 * The rules that tables are looked at under: those that the organisation's administrator has signed, as the ledger holds them and
 * as `submit` will take them; those that ship with Sigill where no organisation is chosen.
 */
export function rulesInForce(project: Project, folder: string | null): RulesInForce {
  if (folder === null) return SHIPPED;
  const key = keyOf(folder);
  const kept = latest.get(project);
  if (kept?.key === key) return kept.rules;
  const { organisation, ledger } = readOrganisation(folder);
  checkAnchor(project, organisation, ledger);
  const { document } = organisation.rules;
  const { number, looser } = shownRules(document);
  const rules = { set: document.rules, organisation: organisation.persons.document.name, number, looser };
  latest.set(project, { key, rules });
  return rules;
}
