import type { ReactElement } from 'react';
import { NEED_CLASSES } from '../../../../shared/domain/needs/needs.ts';
import { selectAreas } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { useNeedColours } from '../map/needColours.ts';
import type { NeedsPicture } from '../model/needsPicture.ts';
import styles from '../Needs.module.css';

/** Every area in one class, the gravest first; and every factor with how many areas and how large a share of the people it concerns. */
export function ClassesPane({ picture }: { readonly picture: NeedsPicture }): ReactElement {
  const { t, format } = useWords();
  const { needs, everybody, factorNames, lit, light, limits } = picture;
  const colours = useNeedColours();
  const percent = (share: number): string => (Number.isFinite(share) ? `${format.number(100 * share, 1)} %` : '–');
  return (
    <ScrollRegion label={t('needs.classes')}>
      <section className={styles['section']}>
        <h2>{t('needs.classes')}</h2>
        <p className={styles['note']}>{t('needs.classesNote')}</p>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{t('needs.class')}</th>
              <th scope="col">{t('needs.areas')}</th>
              <th scope="col">{t('needs.peopleShare')}</th>
            </tr>
          </thead>
          <tbody>
            {needs.classCounts.map(({ class: name, areas, people }, at) =>
              name === 'unjudged' && areas === 0 ? null : (
                <tr key={name}>
                  <th scope="row">
                    <button
                      type="button"
                      onClick={() => {
                        light({ kind: 'classes' });
                        selectAreas(Array.from(needs.classes.keys()).filter((area) => needs.classes[area] === at));
                      }}
                    >
                      <span className={styles['swatch']} style={{ background: colours.classes[at] ?? 'transparent' }} />
                      {t(`needs.class.${name}`, { large: limits.large, veryLarge: limits.veryLarge })}
                    </button>
                  </th>
                  <td>{format.count(areas)}</td>
                  <td>{name === 'unjudged' ? '–' : percent(people / everybody)}</td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </section>
      <section className={styles['section']}>
        <h2>{t('needs.factors')}</h2>
        <p className={styles['note']}>{t('needs.factorsNote')}</p>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{t('needs.factor')}</th>
              <th scope="col">{t('needs.areas')}</th>
              <th scope="col">{t('needs.alone')}</th>
              <th scope="col">{t('needs.peopleShare')}</th>
            </tr>
          </thead>
          <tbody>
            {needs.factors.map(({ id, areas, alone, peopleShare }, factor) => (
              <tr key={id}>
                <th scope="row">
                  <button
                    type="button"
                    aria-pressed={lit.kind === 'factor' && lit.factor === factor}
                    onClick={() => {
                      light(
                        lit.kind === 'factor' && lit.factor === factor
                          ? { kind: 'classes' }
                          : { kind: 'factor', factor },
                      );
                    }}
                  >
                    {factorNames[factor]}
                  </button>
                </th>
                <td>{format.count(areas.length)}</td>
                <td>{format.count(alone.length)}</td>
                <td>{percent(peopleShare)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={styles['none']}>{t('needs.unchecked', { classes: NEED_CLASSES.length - 1 })}</p>
    </ScrollRegion>
  );
}
