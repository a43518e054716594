import type { ReactElement } from 'react';
import { useWords } from '../../../../i18n/words.ts';
import { Button } from '../../../../ui/controls/Button.tsx';
import { Checkbox } from '../../../../ui/controls/Fields.tsx';
import { CodeBox } from '../../../../ui/controls/CodeBox.tsx';
import { IconButton } from '../../../../ui/controls/IconButton.tsx';
import { SmallNumber } from '../../../../ui/controls/SmallNumber.tsx';
import { SmallSelect } from '../../../../ui/controls/SmallSelect.tsx';
import type { RegisterContent } from '../model/built.ts';
import { useBuilder } from '../model/builder.ts';
import type { Filter } from '../model/filters.ts';
import { choosing, likeliest, type Variable } from '../model/registers.ts';
import { FormSection } from '../../../../ui/forms/SmallForm.tsx';
import forms from '../../../../ui/forms/SmallForm.module.css';

const MOST_FILTERS = 20;

/** Demands have no identity but their place. */
const withPlaces = (filters: readonly Filter[]) =>
  filters.map((filter, at) => ({ filter, at, key: `demand ${String(at)}` }));

const startFilter = ({ name, type }: Variable): Filter =>
  type === 'integer' || type === 'decimal' ? { variable: name, from: 16, to: 64 } : { variable: name, values: [] };

/** Which rows take part: every demand has to hold. */
export function Filters({ content, year }: { readonly content: RegisterContent; readonly year: number }): ReactElement {
  const { t } = useWords();
  const registers = useBuilder((state) => state.registers) ?? [];
  const change = useBuilder((state) => state.change);
  const settle = useBuilder((state) => state.settle);
  const variables = choosing(registers, content.register, year);
  const filters = content.where ?? [];
  const set = (next: readonly Filter[], by?: string): void => {
    const { where: _before, ...own } = content;
    const said = next.length === 0 ? own : { ...own, where: [...next] };
    change((before) => ({ ...before, table: { ...before.table, content: said } }), by);
  };
  const first = likeliest(variables);
  return (
    <FormSection label={t('releaseTables.filters')}>
      {filters.length === 0 && <p className={forms['hint']}>{t('releaseTables.everyRow')}</p>}
      {withPlaces(filters).map(({ filter, at, key }) => {
        const variable = variables.find(({ name }) => name === filter.variable);
        const put = (next: Filter, by?: string): void => {
          set(
            filters.map((own, i) => (i === at ? next : own)),
            by,
          );
        };
        return (
          <div key={key} className={forms['nested']}>
            <div className={forms['line']}>
              <SmallSelect
                label={t('releaseTables.filterVariable', { number: at + 1 })}
                value={filter.variable}
                choices={variables.map(({ name }) => ({ value: name, label: name }))}
                onChange={(name) => {
                  const chosen = variables.find((one) => one.name === name);
                  if (chosen !== undefined) put(startFilter(chosen));
                }}
              />
              <IconButton
                shape="remove"
                label={t('releaseTables.removeFilter', { name: filter.variable })}
                onClick={() => {
                  set(filters.filter((_, i) => i !== at));
                }}
              />
            </div>
            {filter.values !== undefined && (
              <CodeBox
                label={t('releaseTables.filterCodes', { name: filter.variable })}
                value={filter.values}
                choices={(variable?.codes ?? []).map(({ code, label }) => ({
                  value: code,
                  label: label === null ? code : `${code} ${label}`,
                }))}
                placeholder={t('releaseTables.chooseCodes')}
                nothingFound={t('releaseTables.noCode')}
                other={(code) => t('releaseTables.otherCode', { code })}
                onChange={(codes) => {
                  put({ ...filter, values: [...codes] });
                }}
              />
            )}
            {(filter.values === undefined || filter.from !== undefined || filter.to !== undefined) && (
              <div className={forms['line']}>
                <span>
                  {t('releaseTables.from')}{' '}
                  <SmallNumber
                    label={t('releaseTables.filterFrom', { name: filter.variable })}
                    value={filter.from ?? null}
                    width={64}
                    onChange={(from) => {
                      const { from: _before, ...own } = filter;
                      put(from === null ? own : { ...own, from }, `from.${String(at)}`);
                    }}
                    onDone={settle}
                  />{' '}
                  {t('releaseTables.to')}{' '}
                  <SmallNumber
                    label={t('releaseTables.filterTo', { name: filter.variable })}
                    value={filter.to ?? null}
                    width={64}
                    onChange={(to) => {
                      const { to: _before, ...own } = filter;
                      put(to === null ? own : { ...own, to }, `to.${String(at)}`);
                    }}
                    onDone={settle}
                  />
                </span>
              </div>
            )}
            <Checkbox
              label={t('releaseTables.except')}
              checked={filter.except === true}
              onChange={(checked) => {
                const { except: _before, ...own } = filter;
                put(checked ? { ...own, except: true } : own);
              }}
            />
          </div>
        );
      })}
      {first !== undefined && filters.length < MOST_FILTERS && (
        <div className={forms['adding']}>
          <Button
            kind="quiet"
            size="small"
            onClick={() => {
              set([...filters, startFilter(first)]);
            }}
          >
            {t('releaseTables.addFilter')}
          </Button>
        </div>
      )}
    </FormSection>
  );
}
