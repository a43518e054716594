import { type ReactElement, useState } from 'react';
import { type Factor, FACTORS, type IndicatorColumn } from '../../../app/state/indicatorTable.ts';
import { useWords } from '../../../i18n/words.ts';
import { Checkbox, TextField } from '../../../ui/controls/Fields.tsx';
import { NumberBox } from '../../../ui/controls/NumberBox.tsx';
import { Select } from '../../../ui/controls/Select.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { COVARIANCES, type GroupVariable, STANDARDISATIONS } from '../model/settings.ts';
import { useGrouper } from '../model/useGrouper.ts';
import styles from './Variables.module.css';

const DEFAULT_BEYOND = 5;

/** What areas are grouped by: problem variables by factor, and apart from them what describes who lives there. */
export function VariablesPane(): ReactElement {
  const { t, format, language } = useWords();
  const grouper = useGrouper();
  const { settings, data } = grouper;
  const [sought, setSought] = useState('');
  const chosen = new Map(settings.variables.map((variable) => [variable.id, variable]));
  const wanted = sought.trim().toLocaleLowerCase('sv');
  const shown = data.indicators.columns.filter(
    ({ meta }) => wanted === '' || meta.name[language].toLocaleLowerCase('sv').includes(wanted),
  );
  const section = (factor: Factor): readonly IndicatorColumn[] => shown.filter(({ meta }) => meta.factor === factor);
  const background = shown.filter(({ meta }) => meta.direction === 0);
  const put = (next: readonly GroupVariable[]): void => {
    // In the order of the table, so that the same choice is the same settings.
    const order = new Map(data.indicators.columns.map(({ meta }, at) => [meta.id, at]));
    grouper.change({ variables: next.toSorted((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0)) });
  };
  const rows = (columns: readonly IndicatorColumn[]): ReactElement[] =>
    columns.map(({ meta }) => {
      const own = chosen.get(meta.id);
      const name = meta.name[language];
      const edit = (change: Partial<GroupVariable>): void => {
        put(settings.variables.map((one) => (one.id === meta.id ? { ...one, ...change } : one)));
      };
      return (
        <li key={meta.id} className={styles['row']} data-chosen={own !== undefined}>
          <Checkbox
            label={name}
            checked={own !== undefined}
            disabled={own !== undefined && settings.variables.length === 1}
            onChange={(checked) => {
              put(
                checked
                  ? [...settings.variables, { id: meta.id, weight: 1, ihs: false }]
                  : settings.variables.filter(({ id }) => id !== meta.id),
              );
            }}
          />
          {own !== undefined && (
            <span className={styles['own']}>
              <button
                type="button"
                className={styles['ihs']}
                aria-pressed={own.ihs}
                aria-label={t('groups.ihsOf', { name })}
                title={t('groups.ihsLong')}
                onClick={() => {
                  edit({ ihs: !own.ihs });
                }}
              >
                {t('groups.ihs')}
              </button>
              <NumberBox
                label={t('groups.weightOf', { name })}
                value={own.weight}
                decimals={1}
                step={0.5}
                least={0}
                most={100}
                width={40}
                onChange={(weight) => {
                  edit({ weight });
                }}
              />
            </span>
          )}
        </li>
      );
    });
  return (
    <div className={styles['pane']}>
      <div className={styles['choices']}>
        <Select
          label={t('groups.standardise')}
          value={settings.standardise}
          choices={STANDARDISATIONS.map((value) => ({ value, label: t(`groups.standardise.${value}`) }))}
          onChange={(value) => {
            const standardise = STANDARDISATIONS.find((one) => one === value);
            if (standardise !== undefined) grouper.change({ standardise });
          }}
        />
        {settings.algorithm === 'gaussian-mixture' && (
          <Select
            label={t('groups.covariance')}
            value={settings.covariance}
            choices={COVARIANCES.map((value) => ({ value, label: t(`groups.covariance.${value}`) }))}
            onChange={(value) => {
              const covariance = COVARIANCES.find((one) => one === value);
              if (covariance !== undefined) grouper.change({ covariance });
            }}
          />
        )}
        {settings.algorithm === 'skater' && (
          <p className={styles['aside']}>
            <span>{t('groups.leastAreas')}</span>
            <NumberBox
              label={t('groups.leastAreas')}
              value={settings.leastAreas}
              decimals={0}
              step={5}
              least={1}
              most={1000}
              width={48}
              onChange={(leastAreas) => {
                grouper.change({ leastAreas });
              }}
            />
          </p>
        )}
        <div className={styles['aside']}>
          <Checkbox
            label={t('groups.setAside')}
            checked={settings.setAside !== null}
            onChange={(checked) => {
              grouper.change({ setAside: checked ? DEFAULT_BEYOND : null });
            }}
          />
          {settings.setAside !== null && (
            <NumberBox
              label={t('groups.beyond')}
              value={settings.setAside}
              decimals={1}
              step={0.5}
              least={1}
              most={100}
              width={40}
              onChange={(setAside) => {
                grouper.change({ setAside });
              }}
            />
          )}
        </div>
        <TextField
          label={t('groups.search')}
          labelHidden
          placeholder={t('groups.search')}
          value={sought}
          onChange={setSought}
        />
      </div>
      <p className={styles['head']}>
        <span>
          {t('groups.chosen', { count: settings.variables.length, formatted: format.count(settings.variables.length) })}
        </span>
        <span>{t('groups.weight')}</span>
      </p>
      <ScrollRegion label={t('groups.variables')}>
        {FACTORS.filter((factor) => section(factor).some(({ meta }) => meta.direction !== 0)).map((factor) => (
          <section key={factor} className={styles['section']}>
            <h2>{t(`factor.${factor}`)}</h2>
            <ul>{rows(section(factor).filter(({ meta }) => meta.direction !== 0))}</ul>
          </section>
        ))}
        {background.length > 0 && (
          <section className={styles['section']} data-background="true">
            <h2>{t('groups.background')}</h2>
            <p>{t('groups.backgroundNote')}</p>
            <ul>{rows(background)}</ul>
          </section>
        )}
      </ScrollRegion>
    </div>
  );
}
