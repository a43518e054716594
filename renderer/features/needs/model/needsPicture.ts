import { useEffect, useMemo, useState } from 'react';
import { MethodError } from '../../../../shared/domain/assess/methodError.ts';
import { countProblems } from '../../../../shared/domain/assess/problemCount.ts';
import { NEED_CLASSES, type Needs, needsByGroup, needsOf } from '../../../../shared/domain/needs/needs.ts';
import { startProblemCount } from '../../../../shared/domain/tuning/start.ts';
import type { ProblemCountMethod } from '../../../../shared/schemas/method.ts';
import { request } from '../../../app/connection/client.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { areaTypesOf } from '../../../app/state/areaTypes.ts';
import { groupsFor, type SavedGrouping, useGroupings } from '../../../app/state/groupings.ts';
import { useWords } from '../../../i18n/words.ts';

/** What the map shows: every area's class, or only where one factor or one combination of factors is. */
export type Lit =
  | { readonly kind: 'classes' }
  | { readonly kind: 'factor'; readonly factor: number }
  | { readonly kind: 'signature'; readonly signature: number };

export interface NamedMethod {
  readonly id: string;
  readonly name: string;
  readonly method: ProblemCountMethod;
}

/** The methods that needs can be judged by: the example, and what has been saved under Sammanvägning. */
function useMethods(data: AreaData): readonly NamedMethod[] {
  const { t } = useWords();
  const [saved, setSaved] = useState<readonly NamedMethod[]>([]);
  useEffect(() => {
    let asked = true;
    const ask = async (): Promise<void> => {
      const answer = await request('assessment.list', {});
      if (!asked || !answer.ok) return;
      setSaved(
        answer.data.assessments.flatMap(({ id, name, method }) =>
          method.kind === 'problem-count' ? [{ id, name, method }] : [],
        ),
      );
    };
    void ask();
    return () => {
      asked = false;
    };
  }, []);
  return useMemo(() => {
    const names = { large: t('assessment.large'), largest: t('assessment.largest') };
    const candidates = data.indicators.columns.map(({ meta, values }) => ({ ...meta, values }));
    const known = saved.filter(({ method }) => method.indicators.every(({ id }) => data.indicators.byId.has(id)));
    return [{ id: 'example', name: t('needs.example'), method: startProblemCount(candidates, names) }, ...known];
  }, [data, saved, t]);
}

export interface NeedsPicture {
  readonly methods: readonly NamedMethod[];
  readonly chosen: NamedMethod;
  readonly needs: Needs;
  /** c per area. */
  readonly scores: Float64Array;
  readonly limits: { readonly large: number; readonly veryLarge: number };
  readonly mostLimit: number;
  readonly factorNames: readonly string[];
  readonly groupings: readonly SavedGrouping[];
  readonly grouping: SavedGrouping | null;
  readonly groups: Int32Array | null;
  /** Share of each group's areas that each factor is a problem in. */
  readonly byGroup: ReturnType<typeof needsByGroup>;
  readonly areaTypes: Uint8Array | null;
  readonly lit: Lit;
  readonly everybody: number;
  readonly setMethod: (id: string) => void;
  readonly setLimits: (large: number, veryLarge: number) => void;
  readonly setGrouping: (id: string) => void;
  readonly light: (lit: Lit) => void;
}

/** The needs of every area by a problem count, with the limits that the person has set; null when there is nothing to count. */
export function useNeedsPicture(data: AreaData): NeedsPicture | null {
  const { t, language } = useWords();
  const methods = useMethods(data);
  const groupings = useGroupings((state) => state.list);
  const refresh = useGroupings((state) => state.refresh);
  const [methodId, setMethod] = useState('example');
  const [own, setOwn] = useState<{ readonly large: number; readonly veryLarge: number } | null>(null);
  const [groupingId, setGrouping] = useState<string | null>(null);
  const [lit, light] = useState<Lit>({ kind: 'classes' });
  useEffect(() => {
    void refresh();
  }, [refresh]);
  const chosen = methods.find(({ id }) => id === methodId) ?? methods[0];
  const { areas, indicators } = data;
  const count = useMemo(() => {
    if (chosen === undefined || chosen.method.indicators.length === 0) return null;
    try {
      return countProblems(
        chosen.method,
        areas.codes,
        chosen.method.indicators.map(({ id }) => indicators.byId.get(id)?.values ?? new Float64Array(areas.count)),
      );
    } catch (cause) {
      if (cause instanceof MethodError) return null;
      throw cause;
    }
  }, [chosen, areas, indicators]);
  const mostLimit = count?.factors.reduce((sum, { weight }) => sum + weight, 0) ?? 0;
  const limits = useMemo(() => {
    if (own !== null) return own;
    const large = Math.max(1, chosen?.method.k ?? 3);
    return { large, veryLarge: Math.max(large + 1, count?.levels.at(-1)?.from ?? 5) };
  }, [own, chosen, count]);
  const needs = useMemo(
    () => (count === null ? null : needsOf(count, limits, areas.population)),
    [count, limits, areas.population],
  );
  const grouping = groupings.find(({ id }) => id === groupingId) ?? groupings.at(-1) ?? null;
  const groups = useMemo(() => (grouping === null ? null : groupsFor(grouping, areas.codes)), [grouping, areas.codes]);
  const byGroup = useMemo(
    () => (needs === null || groups === null ? [] : needsByGroup(needs, groups).filter((one) => one.areas > 0)),
    [needs, groups],
  );
  const areaTypes = useMemo(() => areaTypesOf({ indicators, areas }), [indicators, areas]);
  if (chosen === undefined || count === null || needs === null) return null;
  const unjudged = NEED_CLASSES.indexOf('unjudged');
  const meta = (id: string): string | undefined => indicators.byId.get(id)?.meta.name[language];
  const factor = (id: string): string => {
    const known = indicators.columns.find((column) => column.meta.factor === id)?.meta.factor;
    return known === undefined ? (meta(id) ?? id) : t(`factor.${known}`);
  };
  return {
    methods,
    chosen,
    needs,
    scores: count.scores,
    limits,
    mostLimit,
    factorNames: count.factors.map(({ id }) => factor(id)),
    groupings,
    grouping,
    groups,
    byGroup,
    areaTypes,
    lit,
    everybody: needs.classCounts.reduce((sum, { people }, at) => (at === unjudged ? sum : sum + people), 0),
    setMethod: (id) => {
      setMethod(id);
      setOwn(null);
      light({ kind: 'classes' });
    },
    setLimits: (large, veryLarge) => {
      setOwn({ large, veryLarge });
    },
    setGrouping,
    light,
  };
}
