import { type ReactElement, useCallback, useMemo } from 'react';
import { useWords } from '../../i18n/words.ts';
import { type Command, Palette } from '../../ui/controls/Palette.tsx';
import { findPlaces } from '../state/findPlaces.ts';
import { useAreas } from '../state/areas.ts';
import { PARTS, useWhere } from '../state/parts.ts';
import { selectArea, selectAreas } from '../state/pointing.ts';
import { usePreferences } from '../state/preferences.ts';
import { useProject } from '../state/project.ts';
import { openHandbook } from './Handbook.tsx';

const SHOWN = 12;

export function Commands(): ReactElement {
  const { t } = useWords();
  const go = useWhere((state) => state.go);
  const data = useAreas((state) => state.data);
  const pick = useAreas((state) => state.pick);
  const summary = useProject((state) => state.summary);
  const close = useProject((state) => state.close);
  const { scheme, setScheme, language, setLanguage } = usePreferences();

  const commands = useMemo((): Command[] => {
    const list: Command[] = PARTS.map((part) => ({
      id: `go-${part}`,
      group: t('command.go'),
      label: t(`part.${part}`),
      run: () => {
        go(part);
      },
    }));
    for (const column of data?.indicators.columns ?? [])
      list.push({
        id: `pick-${column.meta.id}`,
        group: t('command.colour'),
        label: column.meta.name[language],
        run: () => {
          pick(column.meta.id);
          go('areas');
        },
      });
    list.push(
      { id: 'guide', group: t('command.window'), label: t('guide.openLong'), run: openHandbook },
      {
        id: 'scheme',
        group: t('command.window'),
        label: t(scheme === 'light' ? 'command.dark' : 'command.light'),
        run: () => {
          setScheme(scheme === 'light' ? 'dark' : 'light');
        },
      },
      {
        id: 'language',
        group: t('command.window'),
        label: t('frame.otherLanguage'),
        run: () => {
          setLanguage(language === 'sv' ? 'en' : 'sv');
        },
      },
    );
    if (summary !== null)
      list.push({
        id: 'close',
        group: t('command.window'),
        label: t('command.closeProject'),
        run: () => {
          go('project');
          void close();
        },
      });
    return list;
  }, [t, go, data, pick, summary, close, scheme, setScheme, language, setLanguage]);

  const find = useCallback(
    (query: string): readonly Command[] =>
      data === null
        ? []
        : findPlaces(data.areas, query, SHOWN).map((place) => ({
            id: `${place.kind}-${place.code}`,
            group: t(`place.${place.kind}`),
            label: place.name,
            description: place.within,
            run: () => {
              if (place.kind === 'area') selectArea(place.index);
              else selectAreas(place.areas);
              go('areas');
            },
          })),
    [data, go, t],
  );

  return (
    <Palette
      placeholder={t('command.placeholder')}
      nothingFound={t('command.nothing')}
      commands={commands}
      find={find}
    />
  );
}
