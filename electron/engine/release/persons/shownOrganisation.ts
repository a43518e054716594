import type { Output } from '../../../../shared/ipc/contract.ts';
import { shownRules } from '../flow/shownRules.ts';
import { fingerprint } from '../signing.ts';
import { readOrganisation } from './organisation.ts';

/** An organisation's persons and rules, with every rule set that has been signed. */
export function shownOrganisation(folder: string): Output<'organisation.read'> {
  const { organisation, ledger } = readOrganisation(folder);
  const { name, administrator, persons } = organisation.persons.document;
  const ruleSets = ledger.entries.flatMap(({ entry }) =>
    entry.action === 'founded' || entry.action === 'rules'
      ? [{ ...shownRules(entry.body.rules.document), since: entry.at }]
      : [],
  );
  return {
    name,
    fingerprint: fingerprint(administrator),
    persons: persons.map(({ name: own, role, signingKey, since, until }) => ({
      name: own,
      role,
      fingerprint: fingerprint(signingKey),
      since,
      until,
    })),
    rules: shownRules(organisation.rules.document),
    ruleSets: ruleSets.toReversed(),
  };
}
