import type { Output } from '../../../../shared/ipc/contract.ts';
import type { OrganisationRules } from '../../../../shared/schemas/organisation.ts';
import { loosened } from '../ruleSets.ts';
import { CAUTIOUS_RULES } from '../shippedRules.ts';

/** An organisation's rules, with what in them is looser than what ships with Sigill. */
export const shownRules = ({ rules, number }: OrganisationRules): Output<'organisation.read'>['rules'] => ({
  id: rules.id,
  name: rules.name,
  number,
  minFrequency: rules.minFrequency,
  set: rules,
  looser: [...loosened(rules, CAUTIOUS_RULES)],
});
