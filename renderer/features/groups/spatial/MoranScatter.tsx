import { type ReactElement, useCallback, useMemo } from 'react';
import { AreaScatter } from '../../../app/linked/AreaScatter.tsx';
import { useWords } from '../../../i18n/words.ts';
import { useScheme } from '../../../ui/theme/Theme.tsx';
import { TOKENS } from '../../../ui/theme/tokens.ts';

interface MoranScatterProps {
  readonly values: Float64Array;
  readonly around: Float64Array;
  /** Moran's I, which is the slope of the line through the points. */
  readonly slope: number;
  /** Kind of each area from 1, 0 = missing; position of its colour + 1. The last is that of areas in no cluster. */
  readonly classOf: Int32Array;
  readonly colours: readonly string[];
  readonly name: string;
}

const AXES = ['own', 'around'] as const;

/** Each area's value against the mean of its neighbours, both in standard deviations from the mean of all: four quarters, and a line. */
export function MoranScatter({ values, around, slope, classOf, colours, name }: MoranScatterProps): ReactElement {
  const { t } = useWords();
  const scheme = useScheme();
  const columns = useMemo(() => {
    const members = Array.from(values.keys()).filter(
      (area) => !Number.isNaN(around[area]) && !Number.isNaN(values[area]),
    );
    const mean = members.reduce((sum, area) => sum + (values[area] ?? 0), 0) / members.length;
    const square = members.reduce((sum, area) => sum + ((values[area] ?? 0) - mean) ** 2, 0) / members.length;
    const z = (value: number): number => (value - mean) / Math.sqrt(square);
    const there = new Set(members);
    const only = (column: Float64Array): Float64Array =>
      column.map((value, area) => (there.has(area) ? z(value) : Number.NaN));
    return { own: only(values), around: only(around) };
  }, [values, around]);
  const columnOf = useCallback(
    (axis: string): Float64Array => (axis === 'own' ? columns.own : columns.around),
    [columns],
  );
  const inked = useMemo(
    () => ({
      classOf: classOf.map((kind) => kind - 1),
      // On a map the palest of the scale is told from the ground by its border; a point has none.
      colours: [...colours.slice(0, -1), TOKENS[scheme].lineStrong],
      version: 0,
    }),
    [classOf, colours, scheme],
  );
  const choices = useMemo(
    () => [
      { value: 'own', label: t('groups.moranOwn', { name }) },
      { value: 'around', label: t('groups.moranAround') },
    ],
    [t, name],
  );
  return (
    <AreaScatter
      count={values.length}
      label={t('groups.moranScatter', { name })}
      choices={choices}
      columnOf={columnOf}
      begin={AXES}
      inked={inked}
      slope={slope}
    />
  );
}
