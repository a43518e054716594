import type { RuleSet } from '../../../shared/schemas/ruleSet.ts';
import type { Words } from '../../i18n/words.ts';

/** Every limit of a rule set as people say it. */
export function limitsOf(
  {
    minFrequency,
    zeroUnsafe,
    minContributors,
    pPercent,
    nk = [],
    pq,
    groupDisclosure,
    methods,
    waivers,
    statements,
  }: RuleSet,
  { t, format }: Pick<Words, 't' | 'format'>,
): string[] {
  const share = (value: number): string => format.number(value, Number.isInteger(value) ? 0 : 1);
  return [
    t('release.rules.minFrequency', { limit: minFrequency }),
    ...(zeroUnsafe === true ? [t('release.rules.zeroUnsafe')] : []),
    ...(minContributors === undefined ? [] : [t('release.rules.minContributors', { limit: minContributors })]),
    ...(pPercent === undefined ? [] : [t('release.rules.pPercent', { share: share(pPercent) })]),
    ...nk.map(({ n, k }) => t('release.rules.nk', { n, k: share(k) })),
    ...(pq === undefined ? [] : [t('release.rules.pq', { p: share(pq.p), q: share(pq.q) })]),
    ...(groupDisclosure === undefined ? [] : [t('release.rules.group', { allBut: groupDisclosure.allBut })]),
    ...(statements === undefined ? [] : [t('release.rules.statements')]),
    ...(methods === undefined
      ? []
      : [t('release.rules.methods', { methods: methods.map((kind) => t(`release.methodKind.${kind}`)).join(', ') })]),
    ...(waivers === undefined || waivers.length === 0 ? [] : [t('release.rules.waivers', { count: waivers.length })]),
  ];
}
