import { Spotlight, spotlight } from '@mantine/spotlight';
import { type ReactElement, useMemo, useState } from 'react';

export interface Command {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  readonly description?: string;
  readonly run: () => void;
}

interface PaletteProps {
  readonly placeholder: string;
  readonly nothingFound: string;
  readonly commands: readonly Command[];
  /** More commands for what has been typed, such as areas by name. */
  readonly find: (query: string) => readonly Command[];
}

export const openPalette = (): void => {
  spotlight.open();
};

/** The command palette: everything the window can do, by typing (Ctrl K). */
export function Palette({ placeholder, nothingFound, commands, find }: PaletteProps): ReactElement {
  const [query, setQuery] = useState('');
  const groups = useMemo(() => {
    const wanted = query.trim().toLocaleLowerCase('sv');
    const own = commands.filter((command) => command.label.toLocaleLowerCase('sv').includes(wanted));
    const shown = [...own, ...(wanted.length < 2 ? [] : find(wanted))];
    return [...new Set(shown.map((command) => command.group))].map((group) => ({
      group,
      actions: shown
        .filter((command) => command.group === group)
        .map((command) => ({
          id: command.id,
          label: command.label,
          ...(command.description === undefined ? {} : { description: command.description }),
          onClick: command.run,
        })),
    }));
  }, [commands, find, query]);
  return (
    <Spotlight
      actions={groups}
      query={query}
      onQueryChange={setQuery}
      filter={(_query, actions) => actions}
      nothingFound={nothingFound}
      shortcut={['mod + K']}
      scrollable
      maxHeight={420}
      searchProps={{ placeholder, 'aria-label': placeholder }}
    />
  );
}
