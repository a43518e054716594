import { Fragment, type ReactElement } from 'react';
import { failureText } from '../../../../app/connection/client.ts';
import { useWords } from '../../../../i18n/words.ts';
import { Button } from '../../../../ui/controls/Button.tsx';
import { IconButton } from '../../../../ui/controls/IconButton.tsx';
import forms from '../../../../ui/forms/SmallForm.module.css';
import { ScrollRegion } from '../../../../ui/panes/ScrollRegion.tsx';
import { useBuilder } from '../model/builder.ts';
import { type Explained, type Explanation, type ProtectedTable, useResults } from '../model/results.ts';
import { isWished, type Wish, wished } from '../model/wishes.ts';
import { cellName, codesOf } from '../model/words.ts';
import styles from '../Result.module.css';

/** Cells named in a list; the rest are told by number. */
const NAMED = 12;

const STATUSES = ['none', 'primary', 'secondary'] as const;

interface WhyProps {
  readonly table: ProtectedTable;
  readonly explained: Explained;
  readonly onGo: (measure: number, cell: number) => void;
}

/** Why a cell is hidden: the rule that it breaks or whom it protects, what a reader can work out, and what would free it. */
export function WhyPane({ table, explained, onGo }: WhyProps): ReactElement {
  const { t, language, format } = useWords();
  const explain = useResults((state) => state.explain);
  const { measure, cell, found, failure } = explained;
  const own = table.measures[measure];
  const decimals = own?.decimals ?? 0;
  const say = (value: number): string => format.number(value, decimals);
  const least = own?.least[cell] ?? Number.NaN;
  const most = own?.most[cell] ?? Number.NaN;
  const status = STATUSES[own?.statuses[cell] ?? 0] ?? 'none';
  const list = (cells: readonly number[]): ReactElement => (
    <Cells
      table={table}
      cells={cells}
      onGo={(to) => {
        onGo(measure, to);
      }}
    />
  );
  return (
    <ScrollRegion label={t('releaseTables.why')}>
      <div className={styles['facts']}>
        <div className={styles['top']}>
          <h2>{cellName(table, cell)}</h2>
          <IconButton
            shape="remove"
            label={t('releaseTables.closeWhy')}
            onClick={() => {
              void explain(null);
            }}
          />
        </div>
        <p>{t(`releaseTables.why.${status}`)}</p>
        {failure !== null && <p className={styles['fault']}>{failureText(failure, language)}</p>}
        {found !== null && found.breaches.length > 0 && (
          <div>
            <h3>{t('releaseTables.breaks')}</h3>
            <ul>
              {found.breaches.map(({ rule, level }) => (
                <li key={`${rule} ${String(level)}`}>
                  {t(`releaseTables.rule.${rule}`)}
                  {level > 0 ? ` ${t('releaseTables.levelAsked', { level: say(level) })}` : ''}
                </li>
              ))}
            </ul>
          </div>
        )}
        {status !== 'none' && (
          <div>
            <h3>{t('releaseTables.interval')}</h3>
            <p>
              {Number.isFinite(most)
                ? t('releaseTables.between', { least: say(least), most: say(most) })
                : t('releaseTables.atLeast', { least: say(least) })}
            </p>
            {status === 'primary' && (
              <p className={forms['hint']}>
                {t('releaseTables.mustReach', {
                  down: say((own?.values[cell] ?? 0) - (own?.levelDown[cell] ?? 0)),
                  up: say((own?.values[cell] ?? 0) + (own?.levelUp[cell] ?? 0)),
                })}
              </p>
            )}
            {status === 'secondary' && least === most && <p className={forms['hint']}>{t('releaseTables.exact')}</p>}
          </div>
        )}
        <Wishes codes={codesOf(table, cell)} status={status} />
        {status !== 'none' && found === null && failure === null && (
          <p className={forms['hint']}>{t('releaseTables.explaining')}</p>
        )}
        {found !== null && (
          <>
            {found.protects.length > 0 && (
              <div>
                <h3>{t('releaseTables.protects', { cells: found.protects.length })}</h3>
                {list(found.protects)}
              </div>
            )}
            {found.fromInsiders.length > 0 && <Insiders table={table} found={found} />}
            <div>
              <h3>{t('releaseTables.partners', { cells: found.partners.length })}</h3>
              {list(found.partners)}
            </div>
            <div>
              <h3>{t('releaseTables.frees')}</h3>
              <Change table={table} found={found} list={list} />
            </div>
          </>
        )}
      </div>
    </ScrollRegion>
  );
}

/** Where no reader could tell more: who alone fills a cell, what they would learn, and what would end it. */
function Insiders({
  table,
  found: { fromInsiders, insiderMerge },
}: {
  readonly table: ProtectedTable;
  readonly found: Explanation;
}): ReactElement {
  const { t } = useWords();
  const name = (cell: number): string => (cell < 0 ? t('releaseTables.otherTable') : cellName(table, cell));
  return (
    <div>
      <h3>{t('releaseTables.fromInsiders', { cells: fromInsiders.length })}</h3>
      <ul>
        {fromInsiders.slice(0, NAMED).map(({ cell, insider, guessing }) => (
          <li key={`${String(insider)} ${String(cell)}`}>
            {t(guessing ? 'releaseTables.insiderGuessing' : 'releaseTables.insider', {
              insider: name(insider),
              cell: name(cell),
            })}
          </li>
        ))}
      </ul>
      {insiderMerge !== null && (
        <p className={forms['hint']}>
          {t('releaseTables.insiderMerge', { cell: name(insiderMerge.cell), with: name(insiderMerge.with) })}
        </p>
      )}
    </div>
  );
}

/** What can be said of the cell in the form: seen there at once, and heeded when the table is protected anew. */
function Wishes({
  codes,
  status,
}: {
  readonly codes: string;
  readonly status: (typeof STATUSES)[number];
}): ReactElement {
  const { t } = useWords();
  const present = useBuilder((state) => state.history?.present.table ?? null);
  const change = useBuilder((state) => state.change);
  const offered: readonly Wish[] = status === 'primary' ? ['waiver'] : ['published', 'preferred'];
  return (
    <div>
      <h3>{t('releaseTables.wish')}</h3>
      <div className={forms['adding']}>
        {offered.map((wish) => (
          <Button
            key={wish}
            size="small"
            pressed={present !== null && isWished(present, wish, codes)}
            onClick={() => {
              change((before) => ({ ...before, table: wished(before.table, wish, codes) }));
            }}
          >
            {t(`releaseTables.wish.${wish}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}

function Change({
  table,
  found: { change },
  list,
}: {
  readonly table: ProtectedTable;
  readonly found: Explanation;
  readonly list: (cells: readonly number[]) => ReactElement;
}): ReactElement {
  const { t } = useWords();
  if (change.kind === 'merge')
    return (
      <Fragment>
        <p>{t('releaseTables.change.merge', { under: change.under < 0 ? '' : cellName(table, change.under) })}</p>
        {list([change.with])}
      </Fragment>
    );
  if (change.kind === 'free')
    return (
      <Fragment>
        <p>{t('releaseTables.change.free')}</p>
        {list(change.cells)}
      </Fragment>
    );
  return <p>{t(`releaseTables.change.${change.kind}`)}</p>;
}

function Cells({
  table,
  cells,
  onGo,
}: {
  readonly table: ProtectedTable;
  readonly cells: readonly number[];
  readonly onGo: (cell: number) => void;
}): ReactElement {
  const { t } = useWords();
  const known = cells.filter((cell) => cell >= 0);
  const more = cells.length - Math.min(known.length, NAMED);
  return (
    <ul>
      {known.slice(0, NAMED).map((cell) => (
        <li key={cell}>
          <button
            type="button"
            onClick={() => {
              onGo(cell);
            }}
          >
            {cellName(table, cell)}
          </button>
        </li>
      ))}
      {more > 0 && <li className={forms['hint']}>{t('releaseTables.andMore', { cells: more })}</li>}
    </ul>
  );
}
