import { useEffect, useMemo, useState } from 'react';
import { namedYears } from '../../../../shared/domain/assess/otherYears.ts';
import { type Comparison, compareMethods } from '../../../../shared/domain/scenarios/compare.ts';
import { type Robustness, robustness } from '../../../../shared/domain/scenarios/robust.ts';
import { type Standing, Standings } from '../../../../shared/domain/scenarios/standing.ts';
import { UserError } from '../../../../shared/errors/errors.ts';
import { assessedColumns } from '../../../app/assessed/assessed.ts';
import { ProjectYears } from '../../../app/assessed/projectYears.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { type ShownScenario, useScenarios } from './scenarioStore.ts';

/** A scenario that can be carried out on the areas on screen. */
export interface Carried {
  readonly scenario: ShownScenario;
  readonly standing: Standing;
}

export interface ScenarioPicture {
  /** Those that can be carried out, oldest first. */
  readonly carried: readonly Carried[];
  /** Why another cannot. */
  readonly failed: readonly { readonly scenario: ShownScenario; readonly fault: UserError }[];
  readonly from: Carried | null;
  readonly to: Carried | null;
  /** Null when there are not two different ones. */
  readonly comparison: Comparison | null;
  readonly robust: Robustness;
}

/** The years that a method takes values from; none where it names them wrongly, which is told when it is carried out. */
function yearsOf(method: ShownScenario['method']): readonly number[] {
  try {
    const { base, last } = namedYears(method);
    return [base, last].filter((year) => year !== undefined);
  } catch (cause) {
    if (cause instanceof UserError) return [];
    throw cause;
  }
}

/** Every scenario on the areas on screen, and two of them against each other; null while another year is being fetched. */
export function useComparison(data: AreaData): ScenarioPicture | null {
  const all = useScenarios((state) => state.list);
  const [fromId, toId] = [useScenarios((state) => state.from), useScenarios((state) => state.to)];
  const years = useMemo(() => new ProjectYears(data.level), [data.level]);
  const standings = useMemo(() => new Standings(assessedColumns(data, years)), [data, years]);
  const list = useMemo(() => all.filter(({ removed }) => !removed), [all]);
  const [fetched, setFetched] = useState<readonly ShownScenario[] | null>(null);
  useEffect(() => {
    let asked = true;
    const fetchAll = async (): Promise<void> => {
      await Promise.all(list.flatMap(({ method }) => yearsOf(method)).map(async (year) => years.fetch(year)));
      if (asked) setFetched(list);
    };
    void fetchAll();
    return () => {
      asked = false;
    };
  }, [list, years]);
  const ready = useMemo(() => {
    if (fetched === null) return null;
    const carried: Carried[] = [];
    const failed: { scenario: ShownScenario; fault: UserError }[] = [];
    for (const scenario of fetched)
      try {
        carried.push({ scenario, standing: standings.of(scenario.method) });
      } catch (cause) {
        if (!(cause instanceof UserError)) throw cause;
        failed.push({ scenario, fault: cause });
      }
    return { carried, failed, robust: robustness(carried.map(({ standing }) => standing)) };
  }, [fetched, standings]);
  return useMemo(() => {
    if (ready === null) return null;
    const find = (id: string | null): Carried | null =>
      ready.carried.find(({ scenario }) => scenario.id === id) ?? null;
    const [from, to] = [find(fromId), find(toId)];
    const comparison =
      from === null || to === null || from === to
        ? null
        : compareMethods(from.scenario.method, to.scenario.method, (method) => standings.of(method));
    return { ...ready, from, to, comparison };
  }, [ready, fromId, toId, standings]);
}
