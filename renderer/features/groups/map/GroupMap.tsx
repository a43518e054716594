import { type ReactElement, useCallback, useMemo } from 'react';
import { ClassedMap } from '../../../app/linked/ClassedMap.tsx';
import { municipalityName } from '../../../app/state/areaColumns.ts';
import { useWords } from '../../../i18n/words.ts';
import { GROUP_COLOURS, useGrouper, useGroupWords } from '../model/useGrouper.ts';

interface GroupMapProps {
  /** Groups of another division to show instead of those on screen, with what they are called; without numbers where they have colours of their own. */
  readonly other?: {
    readonly groups: Int32Array;
    readonly nameOf: (group: number) => string;
    readonly label: string;
    readonly colours?: readonly string[];
  };
}

/** Every area in the colour of its group. The numbers and names of the colours stand in the list beside. */
export function GroupMap({ other }: GroupMapProps): ReactElement {
  const { t, format } = useWords();
  const grouper = useGrouper();
  const words = useGroupWords();
  const { data, shown } = grouper;
  const { areas } = data;
  const classOf = useMemo(() => {
    if (other !== undefined) return Uint8Array.from(other.groups, (group) => (group === 0 ? 255 : group - 1));
    return shown?.classOf ?? new Uint8Array(areas.count).fill(255);
  }, [other, shown, areas]);
  const describe = useCallback(
    (area: number): string => {
      const group = (other?.groups ?? shown?.groups)?.[area] ?? 0;
      const margin = shown?.division.margins[area] ?? Number.NaN;
      const where = `${municipalityName(areas, area)}, ${areas.codes[area] ?? ''}`;
      const name = other?.nameOf(group) ?? words.get(group)?.name ?? '';
      const numbered = other?.colours === undefined ? `${String(group)}. ${name}` : name;
      const stands = group === 0 && other?.colours === undefined ? t('groups.noGroup') : numbered;
      const sure =
        other !== undefined || Number.isNaN(margin)
          ? ''
          : `\n${t('groups.margin', { margin: format.number(margin, 2) })}`;
      return `${areas.names[area] ?? ''}\n${where}\n${stands}${sure}`;
    },
    [areas, other, shown, words, t, format],
  );
  return (
    <ClassedMap
      data={data}
      label={other?.label ?? t('groups.map')}
      classOf={classOf}
      colours={other?.colours ?? GROUP_COLOURS}
      describe={describe}
    />
  );
}
