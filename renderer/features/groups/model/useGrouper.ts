import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import { describeGroup, type IndicatorWords, proposedNames } from '../../../../shared/domain/groups/describe/words.ts';
import { unitBeside } from '../../../i18n/indicatorName.ts';
import { useWords } from '../../../i18n/words.ts';
import { kinds } from '../../../ui/colour/scales.ts';
import type { Grouper, GroupWords } from './grouper.ts';

export const GrouperContext = createContext<Grouper | null>(null);

/** The grouping on screen; the component renders again in the frame after anything of it has changed. */
export function useGrouper(): Grouper {
  const grouper = useContext(GrouperContext);
  if (grouper === null) throw new Error('no grouper above this part of the screen');
  useSyncExternalStore(grouper.subscribe, () => grouper.version);
  return grouper;
}

/** A colour for every number that a group can have. */
const MOST_NUMBERS = 60;
export const GROUP_COLOURS: readonly string[] = kinds(MOST_NUMBERS);
export const colourOf = (group: number): string => GROUP_COLOURS[(group - 1) % MOST_NUMBERS] ?? 'transparent';

/** Names, units and decimals of indicators for sentences. */
export function useIndicatorWords(): (id: string) => IndicatorWords {
  const { t, language } = useWords();
  const { byId } = useGrouper().data.indicators;
  return useMemo(() => {
    return (id) => {
      const meta = byId.get(id)?.meta;
      if (meta === undefined) return { name: id, unit: '', decimals: 1 };
      return { name: meta.name[language], unit: unitBeside(meta, { t, language }), decimals: meta.decimals };
    };
  }, [byId, t, language]);
}

/** What every group is called and said of: by the person, else by its profile. */
export function useGroupWords(): ReadonlyMap<number, GroupWords & { readonly own: boolean }> {
  const { language } = useWords();
  const grouper = useGrouper();
  const words = useIndicatorWords();
  const { words: own, shown } = grouper;
  return useMemo(() => {
    const profiles = shown?.profiles ?? [];
    const names = proposedNames(profiles, words, language);
    return new Map(
      profiles.map((profile, at) => {
        const said = own.get(profile.group);
        return [
          profile.group,
          {
            name: said?.name ?? names[at] ?? '',
            text: said?.text ?? describeGroup(profile, words, language),
            own: said !== undefined,
          },
        ] as const;
      }),
    );
  }, [shown, own, words, language]);
}
