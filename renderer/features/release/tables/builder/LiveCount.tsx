import { type ReactElement, useMemo } from 'react';
import { failureText } from '../../../../app/connection/client.ts';
import { useAreas } from '../../../../app/state/areas.ts';
import { useWords } from '../../../../i18n/words.ts';
import { singleHue } from '../../../../ui/colour/scales.ts';
import { Thumbnail } from '../../../../ui/map/Thumbnail.tsx';
import { useScheme } from '../../../../ui/theme/Theme.tsx';
import type { Missing } from '../model/built.ts';
import { type LiveCount as Counted, useBuilder } from '../model/builder.ts';
import forms from '../../../../ui/forms/SmallForm.module.css';
import styles from './Builder.module.css';

/** Size of the table, its unsafe cells by rule and by level, and where they lie: counted anew at every change. */
export function LiveCount({ missing }: { readonly missing: Missing | null }): ReactElement {
  const { t, language } = useWords();
  const count = useBuilder((state) => state.count);
  const behind = useBuilder((state) => state.behind);
  const failure = useBuilder((state) => state.failure);
  const said = missing === null ? '' : t(`releaseTables.missing.${missing}`);
  return (
    <section className={styles['live']} aria-label={t('releaseTables.live')} aria-busy={behind}>
      {missing !== null && <p className={forms['form']}>{said}</p>}
      {missing === null && failure !== null && (
        <div className={forms['form']}>
          <p className={forms['fault']} role="alert">
            {failureText(failure, language)}
          </p>
        </div>
      )}
      {missing === null && failure === null && count === null && (
        <p className={forms['form']}>{t('releaseTables.counting')}</p>
      )}
      {missing === null && count !== null && <Figures count={count} behind={behind} />}
    </section>
  );
}

function Figures({ count, behind }: { readonly count: Counted; readonly behind: boolean }): ReactElement {
  const { t, format } = useWords();
  const share = count.cells === 0 ? 0 : count.unsafe / count.cells;
  return (
    <div className={`${styles['counted'] ?? ''} ${behind ? (styles['behind'] ?? '') : ''}`}>
      <div>
        <p className={styles['head']}>
          <span className={styles['figure']}>{format.count(count.unsafe)}</span>
          <span>
            {t('releaseTables.unsafeOf', { cells: format.count(count.cells), share: format.number(100 * share, 1) })}
          </span>
        </p>
        <p className={forms['hint']} aria-live="polite">
          {behind
            ? t('releaseTables.counting')
            : t('releaseTables.size', {
                inner: format.count(count.inner),
                sizes: count.sizes.map((size) => format.count(size)).join(' × '),
              })}
        </p>
        {(count.waived > 0 || count.linked > 0) && (
          <p className={forms['hint']}>
            {count.waived > 0 && `${t('releaseTables.waived', { count: count.waived })} `}
            {count.linked > 0 && t('releaseTables.linkedCells', { cells: format.count(count.linked) })}
          </p>
        )}
        <table>
          <thead>
            <tr>
              <th scope="col">{t('releaseTables.rule')}</th>
              <th scope="col">{t('releaseTables.unsafe')}</th>
            </tr>
          </thead>
          <tbody>
            {count.byRule.map(({ rule, cells }) => (
              <tr key={rule}>
                <th scope="row">{t(`releaseTables.rule.${rule}`)}</th>
                <td>{format.count(cells)}</td>
              </tr>
            ))}
            {count.byRule.length === 0 && (
              <tr>
                <th scope="row">{t('releaseTables.noUnsafe')}</th>
                <td>0</td>
              </tr>
            )}
          </tbody>
          <thead>
            <tr>
              <th scope="col">{t('releaseTables.levelHead')}</th>
              <th scope="col">{t('releaseTables.unsafe')}</th>
            </tr>
          </thead>
          <tbody>
            {count.byLevel.map(({ level, cells, unsafe }) => (
              <tr key={level}>
                <th scope="row">{t(`releaseTables.level.${level}`)}</th>
                <td>{t('releaseTables.of', { part: format.count(unsafe), all: format.count(cells) })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Where count={count} />
    </div>
  );
}

const STEPS = 5;
const MAP = { width: 84, height: 176 };

/** Share of each area's cells that are unsafe, as a small map; drawn where the map on screen is of the same areas. */
function Where({ count }: { readonly count: Counted }): ReactElement | null {
  const { t, format } = useWords();
  const scheme = useScheme();
  const data = useAreas((state) => state.data);
  const colours = useMemo(() => singleHue(STEPS + 1, scheme), [scheme]);
  const most = useMemo(() => count.byArea.reduce((greatest, own) => Math.max(greatest, own), 0), [count]);
  const classOf = useMemo(
    () =>
      Uint8Array.from(count.byArea, (own) =>
        own === 0 || most === 0 ? 0 : Math.max(1, Math.ceil((STEPS * own) / most)),
      ),
    [count, most],
  );
  const touched = count.byArea.reduce((sum, own) => sum + Number(own > 0), 0);
  const geometry = data !== null && data.areas.count === count.byArea.length ? data.geometry : null;
  return (
    <div className={styles['place']}>
      {geometry !== null && (
        <>
          <Thumbnail geometry={geometry} classOf={classOf} colours={colours} {...MAP} />
          <span className={styles['steps']} aria-hidden="true">
            {colours.map((colour) => (
              <i key={colour} style={{ background: colour }} />
            ))}
          </span>
          <span className={styles['ends']} aria-hidden="true">
            <span>0</span>
            <span>{format.count(most)}</span>
          </span>
        </>
      )}
      <span className={forms['hint']}>
        {t('releaseTables.where', { touched: format.count(touched), areas: format.count(count.byArea.length) })}
      </span>
    </div>
  );
}
