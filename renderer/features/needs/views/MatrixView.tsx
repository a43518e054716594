import { type ReactElement, useMemo } from 'react';
import { hasFactor } from '../../../../shared/domain/needs/needs.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { selectAreas } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { inkOn } from '../../../ui/colour/oklch.ts';
import { kinds, singleHue } from '../../../ui/colour/scales.ts';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import { useScheme } from '../../../ui/theme/Theme.tsx';
import type { NeedsPicture } from '../model/needsPicture.ts';
import styles from '../Needs.module.css';
import own from './MatrixView.module.css';

const STEPS = 9;

/** Each factor's share of the areas in each group; a cell chooses its areas. */
export function MatrixView({
  data,
  picture,
}: {
  readonly data: AreaData;
  readonly picture: NeedsPicture;
}): ReactElement {
  const { t, format } = useWords();
  const scheme = useScheme();
  const { needs, factorNames, byGroup, groups, grouping } = picture;
  const colours = useMemo(() => singleHue(STEPS, scheme), [scheme]);
  const marks = useMemo(() => kinds(Math.max(1, ...byGroup.map(({ group }) => group))), [byGroup]);
  if (grouping === null || groups === null) return <p className={styles['none']}>{t('needs.needsGrouping')}</p>;
  const nameOf = (group: number): string => grouping.words.find((one) => one.group === group)?.name ?? '';
  return (
    <ScrollRegion label={t('needs.matrix')}>
      <table className={own['matrix']}>
        <thead>
          <tr>
            <th scope="col">{t('needs.factor')}</th>
            {byGroup.map(({ group }) => (
              <th key={group} scope="col" title={nameOf(group)}>
                <svg width="10" height="10" aria-hidden="true">
                  <rect width="10" height="10" fill={marks[group - 1]} />
                </svg>{' '}
                {group}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {factorNames.map((name, factor) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {byGroup.map(({ group, shares }) => {
                const share = shares[factor] ?? Number.NaN;
                const background = colours[Math.round(share * (STEPS - 1))] ?? '#ffffff';
                return (
                  <td key={group} style={{ background, color: inkOn(background) }}>
                    <button
                      type="button"
                      aria-label={t('needs.cell', { factor: name, group, share: format.number(100 * share, 0) })}
                      style={{ color: 'inherit' }}
                      onClick={() => {
                        selectAreas(
                          Array.from(data.areas.codes.keys()).filter(
                            (area) => groups[area] === group && hasFactor(needs.signatures[area] ?? 0, factor),
                          ),
                        );
                      }}
                    >
                      {format.number(100 * share, 0)} %
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
          <tr>
            <th scope="row">{t('needs.areas')}</th>
            {byGroup.map(({ group, areas }) => (
              <td key={group}>{format.count(areas)}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </ScrollRegion>
  );
}
