import { ruleSetSchema } from '../../../shared/schemas/ruleSet.ts';
import { readJsonFile } from '../jsonfile/readJson.ts';
import { systemPorts } from '../project/ports.ts';
import { addPerson, createOrganisation, endPerson, readCard, signRules } from '../release/persons/organisation.ts';
import { makePersonKey, withPersonKey } from '../release/persons/personKey.ts';
import { shownOrganisation } from '../release/persons/shownOrganisation.ts';
import { fingerprint } from '../release/signing.ts';
import { answer, type RequestHandlers } from './request.ts';

type OrganisationsRequest =
  | 'organisation.read'
  | 'organisation.makeKey'
  | 'organisation.create'
  | 'organisation.add'
  | 'organisation.end'
  | 'organisation.signRules';

const now = (): Date => systemPorts.now();

export const organisationsRequests = (): Pick<RequestHandlers, OrganisationsRequest> => ({
  'organisation.read': ({ folder }) => answer(shownOrganisation(folder)),
  'organisation.makeKey': ({ target, name, passphrase }) => {
    const { card, signingKey } = makePersonKey(target, name, passphrase, systemPorts);
    return answer({ card, fingerprint: fingerprint(signingKey) });
  },
  'organisation.create': async ({ target, name, key, passphrase }) => {
    await withPersonKey(key, passphrase, (person) => createOrganisation(target, name, person, systemPorts));
    return answer({});
  },
  'organisation.add': async ({ folder, key, passphrase, card, role }) => {
    const read = readCard(card);
    await withPersonKey(key, passphrase, (person) => addPerson(folder, read, role, person, now()));
    return answer({});
  },
  'organisation.end': async ({ folder, key, passphrase, name }) => {
    await withPersonKey(key, passphrase, (person) => endPerson(folder, name, person, now()));
    return answer({});
  },
  'organisation.signRules': async ({ folder, key, passphrase, rules: file, loosen }) => {
    const rules = await readJsonFile(file, ruleSetSchema);
    await withPersonKey(key, passphrase, (person) => signRules(folder, rules, person, now(), { loosen }));
    return answer({});
  },
});
