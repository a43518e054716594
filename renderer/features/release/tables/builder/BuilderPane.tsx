import { type ReactElement, useEffect, useMemo, useState } from 'react';
import type { Level } from '../../../../../shared/domain/areas/level.ts';
import type { Output } from '../../../../../shared/ipc/contract.ts';
import { COMPARED_METHODS } from '../../../../../shared/ipc/comparedMethods.ts';
import type { ReleaseTable } from '../../../../../shared/schemas/releasePlan.ts';
import { request } from '../../../../app/connection/client.ts';
import { useProject } from '../../../../app/state/project.ts';
import { registerName } from '../../../../i18n/registerName.ts';
import { useWords } from '../../../../i18n/words.ts';
import { Combo } from '../../../../ui/controls/Combo.tsx';
import { Segmented } from '../../../../ui/controls/Segmented.tsx';
import { SmallNumber } from '../../../../ui/controls/SmallNumber.tsx';
import { SmallSelect } from '../../../../ui/controls/SmallSelect.tsx';
import { SmallText } from '../../../../ui/controls/SmallText.tsx';
import { ScrollRegion } from '../../../../ui/panes/ScrollRegion.tsx';
import { type Built, missingIn, startContent } from '../model/built.ts';
import { useBuilder } from '../model/builder.ts';
import { comparedName, methodOf } from '../model/methods.ts';
import { dividing, type Registers } from '../model/registers.ts';
import styles from './Builder.module.css';
import { Divisions } from './Divisions.tsx';
import { Filters } from './Filters.tsx';
import { LiveCount } from './LiveCount.tsx';
import { Measures } from './Measures.tsx';

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
  if (built === null) return <p className={styles['form']}>{t('releaseTables.noRegisters')}</p>;
  return (
    <div className={styles['builder']}>
      <ScrollRegion label={t('releaseTables.builder')}>
        <div className={styles['form']}>
          <Source built={built} />
          {built.table.content.kind === 'register' && (
            <>
              <Divisions content={built.table.content} year={built.year} />
              <Filters content={built.table.content} year={built.year} />
              <Measures content={built.table.content} year={built.year} />
            </>
          )}
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
    <section className={styles['section']} aria-label={t('releaseTables.source')}>
      <h2>{t('releaseTables.source')}</h2>
      <div className={styles['field']}>
        <span aria-hidden="true">{t('releaseTables.year')}</span>
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
      </div>
      <div className={styles['field']}>
        <span aria-hidden="true">{t('releaseTables.level')}</span>
        <SmallSelect
          label={t('releaseTables.level')}
          value={level}
          choices={LEVELS.filter((one: Level) => levels.includes(one)).map((value) => ({
            value,
            label: t(`releaseTables.level.${value}`),
          }))}
          onChange={(next) => {
            change((before) => ({ ...before, table: { ...before.table, level: next } }));
          }}
        />
      </div>
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
        <div className={styles['field']}>
          <span aria-hidden="true">{t('releaseTables.register')}</span>
          <SmallSelect
            label={t('releaseTables.register')}
            value={content.register}
            choices={choosable.map(({ register }) => ({ value: register, label: registerName(register, words) }))}
            onChange={(register) => {
              setContent(startContent(registers, year, register));
            }}
          />
        </div>
      ) : (
        <>
          <Combo
            label={t('releaseTables.indicator')}
            value={content.indicator}
            groups={[
              {
                group: t('releaseTables.shares'),
                items: shares.map(({ id, name }) => ({ value: id, label: name[language] })),
              },
            ]}
            nothingFound={t('releaseTables.noIndicator')}
            width="100%"
            onChange={(indicator) => {
              setContent({ kind: 'indicator', indicator });
            }}
          />
          <p className={styles['hint']}>{t('releaseTables.indicatorHint')}</p>
        </>
      )}
    </section>
  );
}

function Titles({ built }: { readonly built: Built }): ReactElement {
  const { t } = useWords();
  const change = useBuilder((state) => state.change);
  const settle = useBuilder((state) => state.settle);
  const least = useBuilder((state) => state.count?.rules.minFrequency ?? null);
  const { title, minFrequency } = built.table;
  const { method, base } = comparedName(built.table.method);
  const own = base ?? Math.max(3, minFrequency ?? least ?? 5);
  const field = (key: 'sv' | 'en'): ReactElement => (
    <SmallText
      label={t(`releaseTables.title.${key}`)}
      value={title[key]}
      lines={2}
      onChange={(text) => {
        change(
          (before) => ({
            ...before,
            ownTitle: true,
            table: {
              ...before.table,
              title: { ...before.table.title, [key]: text.replaceAll('\n', ' ').slice(0, 300) },
            },
          }),
          `title.${key}`,
        );
      }}
      onDone={settle}
    />
  );
  return (
    <section className={styles['section']} aria-label={t('releaseTables.titles')}>
      <h2>{t('releaseTables.titles')}</h2>
      <div className={styles['field']}>
        <span aria-hidden="true">{t('releaseTables.swedish')}</span>
        {field('sv')}
      </div>
      <div className={styles['field']}>
        <span aria-hidden="true">{t('releaseTables.english')}</span>
        {field('en')}
      </div>
      <div className={styles['field']}>
        <span aria-hidden="true">{t('releaseTables.limit')}</span>
        <SmallNumber
          label={t('releaseTables.limitLong')}
          value={minFrequency ?? null}
          width={64}
          placeholder={least === null ? '' : String(least)}
          onChange={(limit) => {
            change((before) => {
              const { minFrequency: _before, ...table } = before.table;
              const fits = limit !== null && Number.isInteger(limit) && limit >= 1 && limit <= 1000;
              return { ...before, table: fits ? { ...table, minFrequency: limit } : table };
            }, 'limit');
          }}
          onDone={settle}
        />
      </div>
      <p className={styles['hint']}>{t('releaseTables.limitHint')}</p>
      <div className={styles['field']}>
        <span aria-hidden="true">{t('releaseTables.method')}</span>
        <SmallSelect
          label={t('releaseTables.methodLong')}
          value={method}
          choices={COMPARED_METHODS.map((value) => ({
            value,
            label: t(`releaseTables.method.${value}`, { base: own }),
          }))}
          onChange={(next) => {
            change((before) => {
              const { method: _before, ...table } = before.table;
              const chosen = methodOf({ method: next, base: own });
              return { ...before, table: chosen === undefined ? table : { ...table, method: chosen } };
            });
          }}
        />
      </div>
    </section>
  );
}
