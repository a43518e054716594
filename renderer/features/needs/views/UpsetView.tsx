import type { ReactElement } from 'react';
import { selectAreas } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { signatureName } from '../map/NeedsMap.tsx';
import type { NeedsPicture } from '../model/needsPicture.ts';
import needsStyles from '../Needs.module.css';
import styles from './UpsetView.module.css';

/** Columns shown; the rarest combinations are told by number. */
const SHOWN = 24;

/**
 * The combinations of factors that occur, the commonest first: a bar for how many areas, below it a dot for each factor of the
 * combination. At the left how many areas each factor has in all. A combination that is chosen is lit on the map.
 */
export function UpsetView({ picture }: { readonly picture: NeedsPicture }): ReactElement {
  const { t, format } = useWords();
  const { needs, factorNames, lit, light } = picture;
  const found = needs.overlaps.filter(({ signature }) => signature !== 0);
  const shown = found.slice(0, SHOWN);
  const most = Math.max(1, ...shown.map(({ areas }) => areas));
  const mostOfFactor = Math.max(1, ...needs.factors.map(({ areas }) => areas.length));
  if (shown.length === 0) return <p className={needsStyles['none']}>{t('needs.noOverlaps')}</p>;
  return (
    <div className={needsStyles['pane']}>
      <div className={needsStyles['head']}>
        <h2>{t('needs.upset')}</h2>
        <p className={needsStyles['note']}>
          {t('needs.upsetNote', { count: found.length })}
          {found.length > SHOWN ? ` ${t('needs.upsetMore', { shown: SHOWN })}` : ''}
        </p>
      </div>
      <ScrollRegion label={t('needs.upset')}>
        <div className={styles['upset']} style={{ gridTemplateColumns: `auto repeat(${String(shown.length)}, 26px)` }}>
          <ul className={styles['factors']} aria-label={t('needs.factors')}>
            {needs.factors.map(({ id, areas }, factor) => (
              <li key={id}>
                <span>{factorNames[factor]}</span>
                <span className={styles['total']}>
                  <span style={{ width: `${String((100 * areas.length) / mostOfFactor)}%` }} />
                </span>
              </li>
            ))}
          </ul>
          {shown.map(({ signature, factors, areas, people }) => {
            const name = signatureName(signature, factorNames, '');
            const isLit = lit.kind === 'signature' && lit.signature === signature;
            return (
              <button
                key={signature}
                type="button"
                className={styles['column']}
                aria-pressed={isLit}
                aria-label={t('needs.overlap', { name, areas: format.count(areas), people: format.count(people) })}
                title={t('needs.overlap', { name, areas: format.count(areas), people: format.count(people) })}
                onClick={() => {
                  light(isLit ? { kind: 'classes' } : { kind: 'signature', signature });
                  selectAreas(
                    isLit
                      ? []
                      : Array.from(needs.signatures.keys()).filter((area) => needs.signatures[area] === signature),
                  );
                }}
              >
                <span className={styles['bar']} aria-hidden="true">
                  <span className={styles['number']}>{format.count(areas)}</span>
                  <span className={styles['height']} style={{ height: `${String((100 * areas) / most)}%` }} />
                </span>
                <span className={styles['dots']} aria-hidden="true">
                  {needs.factors.map(({ id }, factor) => (
                    <i key={id} data-there={factors.includes(factor)} />
                  ))}
                </span>
              </button>
            );
          })}
        </div>
      </ScrollRegion>
    </div>
  );
}
