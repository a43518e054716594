import type { ReactElement } from 'react';
import { type Part, useWhere } from '../../app/state/parts.ts';
import { useProject } from '../../app/state/project.ts';
import { useWords } from '../../i18n/words.ts';
import { Button } from '../../ui/controls/Button.tsx';
import styles from './EmptyPart.module.css';

/** What a part is for, and the way on from here. */
export function EmptyPart({ part }: { readonly part: Part }): ReactElement {
  const { t } = useWords();
  const go = useWhere((state) => state.go);
  const open = useProject((state) => state.summary !== null);
  return (
    <div className={styles['empty']}>
      <h1>{t(`part.${part}`)}</h1>
      <p>{t(`purpose.${part}`)}</p>
      <h2>{t('empty.now')}</h2>
      <p>{open ? t(`now.${part}`) : t('empty.openFirst')}</p>
      <div>
        <Button
          kind="primary"
          onClick={() => {
            go(open ? 'areas' : 'project');
          }}
        >
          {open ? t('empty.toAreas') : t('empty.toProject')}
        </Button>
      </div>
    </div>
  );
}
