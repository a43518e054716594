import { type ReactElement, useState } from 'react';
import { municipalityName } from '../../../app/state/areaColumns.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { hoverArea, selectArea, selectAreas, useSelected } from '../../../app/state/pointing.ts';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../../ui/controls/Button.tsx';
import { Checkbox } from '../../../ui/controls/Fields.tsx';
import { SmallSelect } from '../../../ui/controls/SmallSelect.tsx';
import { ScrollRegion } from '../../../ui/panes/ScrollRegion.tsx';
import type { NeedsPicture } from '../model/needsPicture.ts';
import needsStyles from '../Needs.module.css';
import styles from './FactorLists.module.css';

/** More rows than anyone reads; the rest is told by number, and chosen with the button. */
const SHOWN = 300;

/** The areas of one factor: those where it is the only problem, or all of them, most people first. */
export function FactorLists({
  data,
  picture,
}: {
  readonly data: AreaData;
  readonly picture: NeedsPicture;
}): ReactElement {
  const { t, format } = useWords();
  const { needs, factorNames, lit, light, scores } = picture;
  const [every, setEvery] = useState(false);
  const selected = useSelected();
  const factor = lit.kind === 'factor' ? lit.factor : -1;
  const own = needs.factors[factor];
  const found = own === undefined ? [] : every ? own.areas : own.alone;
  const { areas } = data;
  const ordered = found.toSorted((a, b) => (areas.population[b] ?? 0) - (areas.population[a] ?? 0) || a - b);
  return (
    <div className={needsStyles['pane']}>
      <div className={needsStyles['head']}>
        <SmallSelect
          label={t('needs.listOf')}
          width={200}
          value={own === undefined ? 'none' : String(factor)}
          choices={[
            { value: 'none', label: t('needs.pickFactor') },
            ...factorNames.map((name, at) => ({ value: String(at), label: name })),
          ]}
          onChange={(value) => {
            light(value === 'none' ? { kind: 'classes' } : { kind: 'factor', factor: Number(value) });
          }}
        />
        <Checkbox label={t('needs.everyArea')} checked={every} disabled={own === undefined} onChange={setEvery} />
      </div>
      {own === undefined ? (
        <p className={needsStyles['none']}>{t('needs.pickFactorNote')}</p>
      ) : (
        <>
          <p className={styles['count']}>
            {t(every ? 'needs.everyCount' : 'needs.aloneCount', {
              count: found.length,
              formatted: format.count(found.length),
            })}
            {found.length > 0 && (
              <Button
                size="small"
                kind="quiet"
                onClick={() => {
                  selectAreas(found);
                }}
              >
                {t('needs.mark')}
              </Button>
            )}
          </p>
          <ScrollRegion label={t('needs.listLabel', { factor: factorNames[factor] ?? '' })}>
            <table className={needsStyles['table']}>
              <thead>
                <tr>
                  <th scope="col">{t('needs.area')}</th>
                  <th scope="col">{t('needs.people')}</th>
                  <th scope="col">{t('needs.problems')}</th>
                </tr>
              </thead>
              <tbody>
                {ordered.slice(0, SHOWN).map((area) => (
                  <tr
                    key={area}
                    data-selected={selected.has(area)}
                    className={styles['row']}
                    onPointerEnter={() => {
                      hoverArea(area);
                    }}
                    onPointerLeave={() => {
                      hoverArea(-1);
                    }}
                  >
                    <th scope="row">
                      <button
                        type="button"
                        onClick={(event) => {
                          selectArea(area, event.ctrlKey || event.metaKey);
                        }}
                      >
                        {areas.names[area]}, {municipalityName(areas, area)}
                      </button>
                    </th>
                    <td>{format.count(areas.population[area] ?? Number.NaN)}</td>
                    <td>{format.number(scores[area] ?? Number.NaN, 0)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            {ordered.length > SHOWN && (
              <p className={needsStyles['none']}>
                {t('needs.more', { formatted: format.count(ordered.length - SHOWN) })}
              </p>
            )}
          </ScrollRegion>
        </>
      )}
    </div>
  );
}
