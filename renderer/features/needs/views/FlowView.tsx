import { type ReactElement, useMemo } from 'react';
import { NEED_CLASSES } from '../../../../shared/domain/needs/needs.ts';
import { AreaFlow } from '../../../app/linked/AreaFlow.tsx';
import type { AreaData } from '../../../app/state/areas.ts';
import { useWords } from '../../../i18n/words.ts';
import { kinds, singleHue } from '../../../ui/colour/scales.ts';
import { useScheme } from '../../../ui/theme/Theme.tsx';
import { useNeedColours } from '../map/needColours.ts';
import type { NeedsPicture } from '../model/needsPicture.ts';
import styles from '../Needs.module.css';

/** How areas go from area type through group to need class, as bands as wide as there are areas, or people. */
export function FlowView(props: {
  readonly data: AreaData;
  readonly picture: NeedsPicture;
  readonly by: 'areas' | 'people';
}): ReactElement {
  const { data, picture, by } = props;
  const { t, format } = useWords();
  const scheme = useScheme();
  const colours = useNeedColours();
  const { needs, groups, areaTypes } = picture;
  const columns = useMemo(() => {
    const types = singleHue(5, scheme, 270).toReversed();
    const mostGroup = groups?.reduce((most, group) => Math.max(most, group), 0) ?? 0;
    const marks = kinds(Math.max(1, mostGroup));
    return [
      ...(areaTypes === null
        ? []
        : [
            {
              title: t('needs.areaType'),
              nodes: 5,
              of: Int32Array.from(areaTypes, (type) => type - 1),
              label: (node: number) => String(node + 1),
              colour: (node: number) => types[node] ?? '',
            },
          ]),
      ...(groups === null
        ? []
        : [
            {
              title: t('needs.group'),
              nodes: mostGroup,
              of: groups.map((group) => group - 1),
              label: (node: number) => String(node + 1),
              colour: (node: number) => marks[node] ?? '',
            },
          ]),
      {
        title: t('needs.class'),
        nodes: NEED_CLASSES.length - 1,
        of: Int32Array.from(needs.classes, (position) => (position === NEED_CLASSES.length - 1 ? -1 : position)),
        label: (node: number) => t(`needs.classShort.${NEED_CLASSES[node] ?? 'none'}`),
        colour: (node: number) => colours.classes[node] ?? '',
      },
    ];
  }, [areaTypes, groups, needs, scheme, colours, t]);
  const first = columns[0]?.title ?? '';
  const through = Array.from(data.areas.codes.keys()).filter((area) =>
    columns.every(({ of }) => (of[area] ?? -1) >= 0),
  );
  return (
    <div className={styles['fill']}>
      <AreaFlow
        label={t('needs.flowLabel', { first, areas: format.count(through.length) })}
        columns={columns}
        population={data.areas.population}
        by={by}
      />
    </div>
  );
}
