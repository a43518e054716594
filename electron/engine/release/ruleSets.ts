import { loosenedStatements, statementLimits } from '../../../shared/domain/disclosure/statements/rules.ts';
import type { RuleSet } from '../../../shared/schemas/ruleSet.ts';

/** Whether a limit that must not fall is lower than in `than`, or gone. */
const below = (own: number | undefined, than: number | undefined): boolean => (own ?? 0) < (than ?? 0);

/** Every dominance rule of `than` is held by one that asks for the same of as many contributors or more. */
const dominanceLooser = (own: RuleSet['nk'], than: RuleSet['nk']): boolean =>
  (than ?? []).some(({ n, k }) => !(own ?? []).some((rule) => rule.n >= n && rule.k <= k));

/** Prior-posterior asks that what is left reaches p/q of the largest: the greater the ratio, the stricter. */
const priorLooser = (own: RuleSet['pq'], than: RuleSet['pq']): boolean =>
  than !== undefined && (own === undefined || own.p * than.q < than.p * own.q);

const groupsLooser = (own: RuleSet['groupDisclosure'], than: RuleSet['groupDisclosure']): boolean =>
  than !== undefined && (own === undefined || own.allBut < than.allBut);

/** Waivers that `than` does not have: each lets out a cell that is unsafe. */
const waivesMore = (own: RuleSet['waivers'], than: RuleSet['waivers']): boolean => {
  const known = new Set((than ?? []).map((waiver) => JSON.stringify([waiver.table, waiver.cell])));
  return (own ?? []).some((waiver) => !known.has(JSON.stringify([waiver.table, waiver.cell])));
};

/** Ways of protecting that `than` does not allow; no list allows all. */
const allowsMore = (own: RuleSet['methods'], than: RuleSet['methods']): boolean =>
  than !== undefined && (own === undefined || own.some((kind) => !than.includes(kind)));

/** The rules that are looser than in `than`, by their names in the file: lower limits, rules taken away, and waivers. */
export function loosened(rules: RuleSet, than: RuleSet): readonly string[] {
  const looser: Readonly<Record<string, boolean>> = {
    minFrequency: below(rules.minFrequency, than.minFrequency),
    zeroUnsafe: than.zeroUnsafe === true && rules.zeroUnsafe !== true,
    minContributors: below(rules.minContributors, than.minContributors),
    pPercent: below(rules.pPercent, than.pPercent),
    nk: dominanceLooser(rules.nk, than.nk),
    pq: priorLooser(rules.pq, than.pq),
    groupDisclosure: groupsLooser(rules.groupDisclosure, than.groupDisclosure),
    methods: allowsMore(rules.methods, than.methods),
    statements:
      loosenedStatements(statementLimits(rules.statements ?? {}), statementLimits(than.statements ?? {})).length > 0,
    waivers: waivesMore(rules.waivers, than.waivers),
  };
  return Object.keys(looser).filter((name) => looser[name] === true);
}
