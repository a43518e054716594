import { UserError } from '../../../shared/errors/errors.ts';
import type { Estimate } from '../../../shared/schemas/indicator.ts';

const ESTIMATES: Readonly<Record<string, Estimate>> = {
  raw: { kind: 'raw' },
  marshall: { kind: 'marshall' },
  local: { kind: 'local' },
  'logit-municipality': { kind: 'logit', towards: 'municipality' },
  'logit-area-type': { kind: 'logit', towards: 'area-type' },
  'logit-nation': { kind: 'logit', towards: 'nation' },
};

/** What `--estimate` asks for; undefined when it was not given. @throws UserError for any other word */
export function estimateOf(written: string | undefined): Estimate | undefined {
  const asked = written === undefined ? undefined : ESTIMATES[written];
  if (written !== undefined && asked === undefined)
    throw new UserError('input', 'indicators.badEstimate', { allowed: Object.keys(ESTIMATES).join(', ') });
  return asked;
}
