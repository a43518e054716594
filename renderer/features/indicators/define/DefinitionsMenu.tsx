import type { ReactElement } from 'react';
import { request } from '../../../app/connection/client.ts';
import type { AreaData } from '../../../app/state/areas.ts';
import { useProject } from '../../../app/state/project.ts';
import { useWords } from '../../../i18n/words.ts';
import { Menu } from '../../../ui/controls/Menu.tsx';
import { useIndicators } from '../model/indicators.ts';
import { blankDefinition } from './model/blanks.ts';
import { useEditor } from './model/editor.ts';

/** The ways to a definition that is not there yet: a new one, or one from a file. */
export function DefinitionsMenu({ data }: { readonly data: AreaData }): ReactElement {
  const { t } = useWords();
  const show = useIndicators((state) => state.show);
  const { open, openText } = useEditor();
  const registers = useProject((state) => state.summary?.registers);
  const names = registers?.map(({ register }) => register) ?? [];
  const register = names.includes('person') ? 'person' : (names[0] ?? 'person');
  const where = { level: data.level, year: data.year };
  const fromFile = async (): Promise<void> => {
    const answer = await request('definitions.open', {});
    if (!answer.ok) {
      useIndicators.setState({ failure: answer.error });
      return;
    }
    const { file } = answer.data;
    if (file === null) return;
    await openText(file.text, file.name, register, where);
    show({ kind: 'define' });
  };
  return (
    <Menu
      button={t('definition.more')}
      items={[
        {
          label: t('definition.new'),
          onSelect: () => {
            open({ replaces: null, file: null, start: blankDefinition(register) }, where);
            show({ kind: 'define' });
          },
        },
        {
          label: t('definition.openFile'),
          onSelect: () => {
            void fromFile();
          },
        },
      ]}
    />
  );
}
