import type { ReactElement } from 'react';
import { useWords } from '../../../../i18n/words.ts';
import { Button } from '../../../../ui/controls/Button.tsx';
import { ScrollRegion } from '../../../../ui/panes/ScrollRegion.tsx';
import { useBuilder } from '../model/builder.ts';
import { comparedName, methodOf } from '../model/methods.ts';
import { type Tried, useResults } from '../model/results.ts';
import forms from '../../../../ui/forms/SmallForm.module.css';
import styles from '../Result.module.css';
import own from './Methods.module.css';

/** The methods side by side: whether each holds against the attack, and what it takes from the numbers. */
export function MethodsView(): ReactElement {
  const { t } = useWords();
  const compared = useResults((state) => state.compared);
  if (compared === null)
    return (
      <div className={styles['empty']}>
        <p>{t('releaseTables.notCompared')}</p>
        <p className={forms['hint']}>{t('releaseTables.notComparedMore')}</p>
      </div>
    );
  return (
    <ScrollRegion label={t('releaseTables.view.methods')}>
      <div className={own['methods']}>
        <Compared tried={compared.tried} />
      </div>
    </ScrollRegion>
  );
}

/** Of the cells that are not untouched. */
const touchedShare = ({ loss }: Tried): number =>
  loss === null || loss.cells === 0 ? 0 : (loss.hidden + loss.changed) / loss.cells;

function Compared({ tried }: { readonly tried: readonly Tried[] }): ReactElement {
  const { t, format } = useWords();
  const name = ({ method, base }: Tried): string =>
    base === null
      ? t(`releaseTables.method.${method}`)
      : t(`releaseTables.method.${method}`, { base: format.count(base) });
  const change = useBuilder((state) => state.change);
  const present = useBuilder((state) => state.history?.present.table.method);
  const chosen = comparedName(present);
  const isChosen = ({ method, base }: Tried): boolean => method === chosen.method && base === chosen.base;
  const widest = Math.max(0.01, ...tried.map(touchedShare));
  return (
    <>
      <table className={own['table']}>
        <caption>{t('releaseTables.comparison')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('releaseTables.compared.method')}</th>
            <th scope="col">{t('releaseTables.compared.holds')}</th>
            <th scope="col" data-wide="true">
              {t('releaseTables.compared.touched')}
            </th>
            <th scope="col">{t('releaseTables.compared.hidden')}</th>
            <th scope="col">{t('releaseTables.compared.hiddenShare')}</th>
            <th scope="col">{t('releaseTables.compared.changed')}</th>
            <th scope="col">{t('releaseTables.compared.mean')}</th>
            <th scope="col">{t('releaseTables.compared.root')}</th>
            <th scope="col">{t('releaseTables.compared.greatest')}</th>
            <th scope="col">{t('releaseTables.compared.utility')}</th>
            <th scope="col">{t('releaseTables.compared.choice')}</th>
          </tr>
        </thead>
        <tbody>
          {tried.map((one) => {
            const { loss, proven, faults } = one;
            const share = touchedShare(one);
            return (
              <tr key={`${one.method} ${String(one.base)}`} data-holds={proven}>
                <th scope="row">{name(one)}</th>
                <td data-text="true">
                  {!one.allowed
                    ? t('releaseTables.compared.notAllowed')
                    : proven
                      ? t('releaseTables.compared.yes')
                      : loss === null
                        ? t('releaseTables.compared.notPossible')
                        : t('releaseTables.compared.no', { cells: format.count(faults) })}
                </td>
                <td>
                  {loss !== null && (
                    <span className={own['bar']}>
                      <span className={own['track']} aria-hidden="true">
                        <i
                          data-kind="hidden"
                          style={{ width: `${String((100 * loss.hidden) / loss.cells / widest)}%` }}
                        />
                        <i
                          data-kind="changed"
                          style={{ width: `${String((100 * loss.changed) / loss.cells / widest)}%` }}
                        />
                      </span>
                      {format.number(100 * share, 1)}
                    </span>
                  )}
                </td>
                <td>{loss === null ? '' : format.count(loss.hidden)}</td>
                <td>{loss === null ? '' : format.number(100 * loss.hiddenShare, 2)}</td>
                <td>{loss === null ? '' : format.count(loss.changed)}</td>
                <td>{loss === null ? '' : format.number(loss.meanAbsolute, 3)}</td>
                <td>{loss === null ? '' : format.number(loss.rootMeanSquare, 3)}</td>
                <td>{loss === null ? '' : format.number(loss.greatest, 0)}</td>
                <td>{loss === null ? '' : format.number(loss.hellinger, 5)}</td>
                <td>
                  {proven && one.allowed && (
                    <Button
                      size="small"
                      kind="quiet"
                      label={t(isChosen(one) ? 'releaseTables.chosenMethod' : 'releaseTables.choose', {
                        method: name(one),
                      })}
                      pressed={isChosen(one)}
                      onClick={() => {
                        change((before) => {
                          const { method: _before, ...table } = before.table;
                          const method = methodOf(one);
                          return { ...before, table: method === undefined ? table : { ...table, method } };
                        });
                      }}
                    >
                      {t(isChosen(one) ? 'releaseTables.chosen' : 'releaseTables.chooseShort')}
                    </Button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <ul className={own['legend']} aria-label={t('releaseTables.legend')}>
        <li>
          <i data-kind="hidden" aria-hidden="true" />
          {t('releaseTables.compared.hiddenCells')}
        </li>
        <li>
          <i data-kind="changed" aria-hidden="true" />
          {t('releaseTables.compared.changedCells')}
        </li>
      </ul>
      <p className={forms['hint']}>{t('releaseTables.comparisonNote')}</p>
    </>
  );
}
