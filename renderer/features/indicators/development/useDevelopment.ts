import { useEffect, useState } from 'react';
import type { Level } from '../../../../shared/domain/areas/level.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import type { AppError } from '../../../../shared/ipc/result.ts';
import { type Language, text, type TextKey } from '../../../../shared/texts/text.ts';
import { failureText, request } from '../../../app/connection/client.ts';
import { useJobs } from '../../../app/state/jobs.ts';

/** Areas of a level, or areas put together: by type, or as the analyst's own. */
export type Ground =
  | { readonly kind: 'level'; readonly level: Level }
  | { readonly kind: 'area-type' }
  | { readonly kind: 'own'; readonly name: string };

export type Basis = Output<'developments.areas'>['lines'][number]['basis'];

export interface DevelopmentRow {
  readonly code: string;
  readonly name: string;
  readonly municipality: string;
  readonly basis: Basis;
  /** Which side of the break it has values on, where its borders moved. */
  readonly side: 'both' | 'before' | 'after';
}

export interface Development {
  readonly years: readonly number[];
  readonly nation: Float64Array;
  readonly rows: readonly DevelopmentRow[];
  /** Row by row, one per year. */
  readonly values: Float64Array;
  readonly n: Float64Array;
  readonly breakAt: number | null;
  readonly divisions: readonly string[];
  readonly comparison: Output<'developments.areas'>['comparison'];
  readonly notSummed: Output<'developments.areas'>['notSummed'];
  /** Years without values, as sentences. */
  readonly missing: readonly string[];
}

const fromAreas = (answer: Output<'developments.areas'>): Development => ({
  ...answer,
  rows: answer.lines.map(({ before, after, name, municipality, basis }) => ({
    code: (after.length > 0 ? after : before).join(' '),
    name,
    municipality,
    basis,
    side: basis !== 'own' ? 'both' : after.length > 0 ? 'after' : 'before',
  })),
  missing: [],
});

const AREA_TYPES: Readonly<Record<string, TextKey>> = {
  1: 'assess.areaType.1',
  2: 'assess.areaType.2',
  3: 'assess.areaType.3',
  4: 'assess.areaType.4',
  5: 'assess.areaType.5',
};

const fromGroups = (
  { years, nation, groups, values, n, missing }: NonNullable<Output<'developments.grouped'>['grouped']>,
  ground: Ground,
  language: Language,
): Development => ({
  years,
  nation,
  rows: groups.map(({ code, name }) => {
    const type = ground.kind === 'area-type' ? AREA_TYPES[code] : undefined;
    return {
      code,
      name: type === undefined ? name : text(language, type),
      municipality: '',
      basis: 'comparable',
      side: 'both',
    };
  }),
  values,
  n,
  breakAt: null,
  divisions: [],
  comparison: null,
  notSummed: null,
  missing: missing.map(({ year, key, parameters }) => `${String(year)}: ${failureText({ key, parameters }, language)}`),
});

/** Waits for a job to end; false when it failed or was stopped. */
async function endOf(jobId: string): Promise<boolean> {
  return await new Promise((resolve) => {
    const seen = (): boolean => {
      const { ended } = useJobs.getState();
      if (ended?.jobId !== jobId) return false;
      resolve(ended.outcome === 'done');
      return true;
    };
    if (seen()) return;
    const stop = useJobs.subscribe(() => {
      if (seen()) stop();
    });
  });
}

interface Question {
  readonly id: string;
  readonly ground: Ground;
  readonly sum: boolean;
  readonly language: Language;
}

type Found = { readonly development: Development } | { readonly failure: AppError | null };

async function find(id: string, ground: Ground, sum: boolean, language: Language): Promise<Found> {
  if (ground.kind === 'level') {
    const answer = await request('developments.areas', { id, level: ground.level, sum });
    return answer.ok ? { development: fromAreas(answer.data) } : { failure: answer.error };
  }
  const started = await request('developments.group', { id, grouping: ground });
  if (!started.ok) return { failure: started.error };
  const { jobId } = started.data;
  useJobs.getState().begin(jobId);
  if (!(await endOf(jobId))) return { failure: null };
  const answer = await request('developments.grouped', { jobId });
  if (!answer.ok) return { failure: answer.error };
  return answer.data.grouped === null
    ? { failure: null }
    : { development: fromGroups(answer.data.grouped, ground, language) };
}

/** An indicator over the years on a ground; what was found for another ground is gone when this one is asked for. */
export function useDevelopment(
  id: string,
  ground: Ground,
  sum: boolean,
  language: Language,
): { readonly development: Development | null; readonly failure: AppError | null; readonly waiting: boolean } {
  const [answered, setAnswered] = useState<{ readonly key: string; readonly found: Found } | null>(null);
  const key = JSON.stringify({ id, ground, sum, language });
  useEffect(() => {
    let wanted = true;
    const ask = async (): Promise<void> => {
      const asked = JSON.parse(key) as Question;
      const found = await find(asked.id, asked.ground, asked.sum, asked.language);
      if (wanted) setAnswered({ key, found });
    };
    void ask();
    return () => {
      wanted = false;
    };
  }, [key]);
  const found = answered?.key === key ? answered.found : null;
  return {
    development: found !== null && 'development' in found ? found.development : null,
    failure: found !== null && 'failure' in found ? found.failure : null,
    waiting: found === null,
  };
}
