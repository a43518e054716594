import { type ReactElement, useCallback, useMemo } from 'react';
import { hasFactor, NEED_CLASSES } from '../../../../shared/domain/needs/needs.ts';
import { ClassedMap } from '../../../app/linked/ClassedMap.tsx';
import { municipalityName } from '../../../app/state/areaColumns.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { useWords } from '../../../i18n/words.ts';
import { Legend } from '../../../ui/map/Legend.tsx';
import type { NeedsPicture } from '../model/needsPicture.ts';
import { useNeedColours } from './needColours.ts';

const UNJUDGED = NEED_CLASSES.indexOf('unjudged');

/** The areas in the colours of their classes, or lit where one factor or one combination is. */
export function NeedsMap({ data, picture }: { readonly data: AreaData; readonly picture: NeedsPicture }): ReactElement {
  const { t } = useWords();
  const { areas } = data;
  const { needs, lit, factorNames, limits } = picture;
  const colours = useNeedColours();
  const classOf = useMemo(
    () =>
      Uint8Array.from(needs.classes, (position, area) => {
        if (position === UNJUDGED) return 255;
        if (lit.kind === 'classes') return position;
        const signature = needs.signatures[area] ?? 0;
        if (lit.kind === 'signature') return signature === lit.signature ? 2 : 0;
        if (!hasFactor(signature, lit.factor)) return 0;
        return signature === 2 ** lit.factor ? 2 : 1;
      }),
    [needs, lit],
  );
  const className = useCallback(
    (position: number): string =>
      t(`needs.class.${NEED_CLASSES[position] ?? 'unjudged'}`, { large: limits.large, veryLarge: limits.veryLarge }),
    [t, limits],
  );
  const describe = useCallback(
    (area: number): string => {
      const there = factorNames.filter((_name, factor) => hasFactor(needs.signatures[area] ?? 0, factor));
      const where = `${municipalityName(areas, area)}, ${areas.codes[area] ?? ''}`;
      return [areas.names[area] ?? '', where, className(needs.classes[area] ?? UNJUDGED), there.join(', ')]
        .filter((line) => line !== '')
        .join('\n');
    },
    [areas, needs, factorNames, className],
  );
  const entry = (label: string, colour: string, at: number): { colour: string; label: string; count: number } => ({
    colour,
    label,
    count: classOf.reduce((sum, one) => (one === at ? sum + 1 : sum), 0),
  });
  const classes =
    lit.kind === 'classes'
      ? colours.classes.map((colour, at) => entry(className(at), colour, at))
      : lit.kind === 'factor'
        ? [
            entry(t('needs.onlyThis'), colours.lit[2], 2),
            entry(t('needs.withOthers'), colours.lit[1], 1),
            entry(t('needs.notThere'), colours.lit[0], 0),
          ]
        : [entry(t('needs.thisSet'), colours.lit[2], 2), entry(t('needs.otherSet'), colours.lit[0], 0)];
  const title =
    lit.kind === 'classes'
      ? t('needs.classes')
      : lit.kind === 'factor'
        ? (factorNames[lit.factor] ?? '')
        : signatureName(lit.signature, factorNames, t('needs.class.none'));
  return (
    <ClassedMap
      data={data}
      label={t('needs.map')}
      classOf={classOf}
      colours={lit.kind === 'classes' ? colours.classes : colours.lit}
      describe={describe}
      legend={<Legend title={title} classes={classes} missing={classOf.filter((one) => one === 255).length} />}
    />
  );
}

/** The factors of a combination, by name. */
export const signatureName = (signature: number, names: readonly string[], none: string): string => {
  const there = names.filter((_name, factor) => hasFactor(signature, factor));
  return there.length === 0 ? none : there.join(' + ');
};
