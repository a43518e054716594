import type { ReactElement } from 'react';
import type { ReleaseMeasure } from '../../../../../shared/schemas/releasePlan.ts';
import { useWords } from '../../../../i18n/words.ts';
import { Button } from '../../../../ui/controls/Button.tsx';
import { Checkbox } from '../../../../ui/controls/Fields.tsx';
import { FormMore, FormSection } from '../../../../ui/forms/SmallForm.tsx';
import forms from '../../../../ui/forms/SmallForm.module.css';
import { idFrom, type RegisterContent } from '../model/built.ts';
import { useBuilder } from '../model/builder.ts';
import { summable } from '../model/registers.ts';
import { Bilingual } from './Bilingual.tsx';
import { MeasureId } from './MeasureId.tsx';
import { SumFields } from './SumFields.tsx';

type Count = Extract<ReleaseMeasure, { kind: 'count' }>;

const MOST_MEASURES = 10;
const COUNT: Count = { kind: 'count' };

/** What stands in the cells: how many rows there are, and sums of what they have. */
export function Measures({
  content,
  year,
}: {
  readonly content: RegisterContent;
  readonly year: number;
}): ReactElement {
  const { t } = useWords();
  const registers = useBuilder((state) => state.registers) ?? [];
  const change = useBuilder((state) => state.change);
  const amounts = summable(registers, content.register, year);
  const measures: readonly ReleaseMeasure[] = content.measures ?? [COUNT];
  const counts = measures.some(({ kind }) => kind === 'count');
  const set = (next: readonly ReleaseMeasure[], by?: string): void => {
    const { measures: _before, ...own } = content;
    // The number of rows alone is what a table holds when nothing is said.
    const plain = next.length === 1 && JSON.stringify(next[0]) === JSON.stringify(COUNT);
    const said = plain || next.length === 0 ? own : { ...own, measures: [...next] };
    change((before) => ({ ...before, table: { ...before.table, content: said } }), by);
  };
  const put = (at: number, measure: ReleaseMeasure, by?: string): void => {
    set(
      measures.map((own, i) => (i === at ? measure : own)),
      by === undefined ? undefined : `${by}.${String(at)}`,
    );
  };
  const first = amounts.find(({ type }) => type === 'decimal') ?? amounts.find(({ name }) => name !== 'Ar');
  return (
    <FormSection label={t('releaseTables.measures')}>
      <Checkbox
        label={t('releaseTables.countRows')}
        checked={counts}
        disabled={measures.every(({ kind }) => kind === 'count')}
        onChange={(checked) => {
          set(checked ? [COUNT, ...measures] : measures.filter(({ kind }) => kind !== 'count'));
        }}
      />
      {[...measures.entries()].map(([at, measure]) =>
        measure.kind === 'count' ? (
          <CountWords
            key={`measure ${String(at)}`}
            measure={measure}
            onChange={(next, by) => {
              put(at, next, by);
            }}
          />
        ) : (
          <SumFields
            key={`measure ${String(at)}`}
            at={at}
            sum={measure}
            content={content}
            year={year}
            onChange={(next, by) => {
              put(at, next, by);
            }}
            onRemove={() => {
              set(measures.filter((_, i) => i !== at));
            }}
          />
        ),
      )}
      {first !== undefined && measures.length < MOST_MEASURES && (
        <div className={forms['adding']}>
          <Button
            kind="quiet"
            size="small"
            onClick={() => {
              const taken = new Set(measures.flatMap(({ id }) => (id === undefined ? [] : [id])));
              set([
                ...measures,
                {
                  kind: 'sum',
                  id: idFrom(first.name, taken),
                  label: { sv: first.name, en: first.name },
                  unit: { sv: 'kr', en: 'SEK' },
                  variable: first.name,
                },
              ]);
            }}
          >
            {t('releaseTables.addSum')}
          </Button>
        </div>
      )}
    </FormSection>
  );
}

const COUNTED = {
  label: { sv: 'Antal', en: 'Number' },
  unit: { sv: 'antal', en: 'number' },
};

/** What the number of rows is called, where it has another name than that. */
function CountWords({
  measure,
  onChange,
}: {
  readonly measure: Count;
  readonly onChange: (measure: Count, by?: string) => void;
}): ReactElement {
  const { t } = useWords();
  return (
    <FormMore label={t('releaseTables.countWords')}>
      <Bilingual
        label={t('releaseTables.countLabel')}
        value={measure.label ?? COUNTED.label}
        onChange={(label, by) => {
          onChange({ ...measure, label }, by);
        }}
      />
      <Bilingual
        label={t('releaseTables.countUnit')}
        value={measure.unit ?? COUNTED.unit}
        onChange={(unit, by) => {
          onChange({ ...measure, unit }, by);
        }}
      />
      <MeasureId
        label={t('releaseTables.countId')}
        id={measure.id}
        onChange={(id) => {
          const { id: _before, ...own } = measure;
          onChange(id === undefined ? own : { ...own, id }, 'count.id');
        }}
      />
    </FormMore>
  );
}
