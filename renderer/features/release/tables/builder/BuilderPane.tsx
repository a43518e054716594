import { type ReactElement, useEffect, useMemo, useState } from 'react';
import type { Level } from '../../../../../shared/domain/areas/level.ts';
import type { Output } from '../../../../../shared/ipc/contract.ts';
import type { ReleaseTable } from '../../../../../shared/schemas/releasePlan.ts';
import { request } from '../../../../app/connection/client.ts';
import { useProject } from '../../../../app/state/project.ts';
import { registerName } from '../../../../i18n/registerName.ts';
import { useWords } from '../../../../i18n/words.ts';
import { Combo } from '../../../../ui/controls/Combo.tsx';
import { Segmented } from '../../../../ui/controls/Segmented.tsx';
import { SmallSelect } from '../../../../ui/controls/SmallSelect.tsx';
import { FormField, FormSection } from '../../../../ui/forms/SmallForm.tsx';
import forms from '../../../../ui/forms/SmallForm.module.css';
import { ScrollRegion } from '../../../../ui/panes/ScrollRegion.tsx';
import { type Built, missingIn, startContent } from '../model/built.ts';
import { useBuilder } from '../model/builder.ts';
import { dividing, type Registers } from '../model/registers.ts';
import styles from './Builder.module.css';
import { Divisions } from './Divisions.tsx';
import { Filters } from './Filters.tsx';
import { LiveCount } from './LiveCount.tsx';
import { Measures } from './Measures.tsx';
import { Protection } from './Protection.tsx';
import { Titles } from './Titles.tsx';

const LEVELS: readonly ReleaseTable['level'][] = ['deso', 'regso', 'municipality'];

const NONE: Registers = [];

type Catalogue = Output<'indicators.catalogue'>['indicators'];

/** Indicators of the catalogue, for tables of a share's numerator and the rest. */
function useShares(): Catalogue {
  const [found, setFound] = useState<Catalogue>([]);
  useEffect(() => {
    void request('indicators.catalogue', {}).then((answer) => {
      if (answer.ok) setFound(answer.data.indicators.filter(({ unit }) => unit === 'percent'));
      return undefined;
    });
  }, []);
  return found;
}

/** What the table is: year, level, what is counted, by what, of whom; and below it how many of its cells are unsafe. */
export function BuilderPane(): ReactElement {
  const { t } = useWords();
  const built = useBuilder((state) => state.history?.present ?? null);
  if (built === null) return <p className={forms['form']}>{t('releaseTables.noRegisters')}</p>;
  return (
    <div className={styles['builder']}>
      <ScrollRegion label={t('releaseTables.builder')}>
        <div className={forms['form']}>
          <Source built={built} />
          {built.table.content.kind === 'register' && (
            <>
              <Divisions content={built.table.content} year={built.year} />
              <Filters content={built.table.content} year={built.year} />
              <Measures content={built.table.content} year={built.year} />
            </>
          )}
          <Protection built={built} />
          <Titles built={built} />
        </div>
      </ScrollRegion>
      <LiveCount missing={missingIn(built)} />
    </div>
  );
}

function Source({ built }: { readonly built: Built }): ReactElement {
  const { t, language } = useWords();
  const words = useWords();
  const registers = useBuilder((state) => state.registers) ?? NONE;
  const change = useBuilder((state) => state.change);
  const levels = useProject((state) => state.summary?.levels) ?? [];
  const shares = useShares();
  const { year, table } = built;
  const { content, level } = table;
  const years = useMemo(
    () => [...new Set(registers.flatMap((one) => one.years))].sort((a, b) => b - a).map(String),
    [registers],
  );
  const choosable = registers.filter(
    (one) => one.years.includes(year) && dividing(registers, one.register, year).length > 0,
  );
  const setContent = (next: ReleaseTable['content'] | null): void => {
    if (next !== null) change((before) => ({ ...before, table: { ...before.table, content: next } }));
  };
  return (
    <FormSection label={t('releaseTables.source')}>
      <FormField label={t('releaseTables.year')}>
        <SmallSelect
          label={t('releaseTables.year')}
          value={String(year)}
          choices={years.map((value) => ({ value, label: value }))}
          width={84}
          onChange={(value) => {
            const next = Number(value);
            const register = content.kind === 'register' ? content.register : undefined;
            const kept = registers.some((one) => one.register === register && one.years.includes(next));
            const fitting = content.kind === 'indicator' || kept ? content : startContent(registers, next);
            if (fitting !== null)
              change((before) => ({ ...before, year: next, table: { ...before.table, content: fitting } }));
          }}
        />
      </FormField>
      <FormField label={t('releaseTables.level')}>
        <SmallSelect
          label={t('releaseTables.level')}
          value={level}
          choices={LEVELS.filter((one: Level) => levels.includes(one) || one === level).map((value) => ({
            value,
            label: t(`releaseTables.level.${value}`),
          }))}
          onChange={(next) => {
            change((before) => ({ ...before, table: { ...before.table, level: next } }));
          }}
        />
      </FormField>
      <div>
        <Segmented
          label={t('releaseTables.about')}
          value={content.kind}
          choices={[
            { value: 'register', label: t('releaseTables.about.register') },
            { value: 'indicator', label: t('releaseTables.about.indicator') },
          ]}
          onChange={(kind) => {
            setContent(
              kind === 'register'
                ? startContent(registers, year)
                : {
                    kind: 'indicator',
                    indicator: shares.find((one) => one.problemVariable)?.id ?? shares[0]?.id ?? '',
                  },
            );
          }}
        />
      </div>
      {content.kind === 'register' ? (
        <FormField label={t('releaseTables.register')}>
          <SmallSelect
            label={t('releaseTables.register')}
            value={content.register}
            choices={choosable.map(({ register }) => ({ value: register, label: registerName(register, words) }))}
            onChange={(register) => {
              setContent(startContent(registers, year, register));
            }}
          />
        </FormField>
      ) : (
        <>
          <Combo
            label={t('releaseTables.indicator')}
            value={content.indicator}
            groups={[
              {
                group: t('releaseTables.shares'),
                items: [
                  ...shares.map(({ id, name }) => ({ value: id, label: name[language] })),
                  // One that the catalogue does not offer is shown as the plan says it.
                  ...(shares.some(({ id }) => id === content.indicator)
                    ? []
                    : [{ value: content.indicator, label: content.indicator }]),
                ],
              },
            ]}
            nothingFound={t('releaseTables.noIndicator')}
            width="100%"
            onChange={(indicator) => {
              setContent({ kind: 'indicator', indicator });
            }}
          />
          <p className={forms['hint']}>{t('releaseTables.indicatorHint')}</p>
        </>
      )}
    </FormSection>
  );
}
