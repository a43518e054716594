import { type ReactElement, useEffect } from 'react';
import { failureText } from '../../app/connection/client.ts';
import { useProject } from '../../app/state/project.ts';
import { useWords } from '../../i18n/words.ts';
import styles from './DataScreen.module.css';
import { followRemovals, useData } from './model/data.ts';
import { followImports, useWizard } from './model/wizard.ts';
import { Registers } from './registers/Registers.tsx';
import { DropZone } from './wizard/DropZone.tsx';
import { TakeFiles } from './wizard/TakeFiles.tsx';
import { Wizard } from './wizard/Wizard.tsx';
import { RegisterYear } from './year/RegisterYear.tsx';

// Followed from when the screen is first shown, also while another one is.
followImports();
followRemovals();

function Open(): ReactElement {
  const { t, language } = useWords();
  const { view, registers, failure, load } = useData();
  const looking = useWizard((state) => state.files.length > 0);
  useEffect(() => {
    void load();
  }, [load]);
  if (looking) return <Wizard />;
  if (failure !== null)
    return (
      <div className={styles['message']} role="alert">
        <h1>{t('data.failed')}</h1>
        <p>{failureText(failure, language)}</p>
      </div>
    );
  if (registers === null) return <output className={styles['message']}>{t('data.loading')}</output>;
  const shown = view.kind === 'year' ? registers.find(({ register }) => register === view.register) : undefined;
  if (view.kind === 'year' && shown?.years.some(({ year }) => year === view.year) === true)
    return <RegisterYear key={`${view.register} ${String(view.year)}`} register={shown} year={view.year} />;
  return (
    <DropZone>
      <Registers registers={registers} take={<TakeFiles />} />
    </DropZone>
  );
}

/** What has been read into the project, and how good it is. `closed` stands in while no project is open. */
export function DataScreen({ closed }: { readonly closed: ReactElement }): ReactElement {
  const open = useProject((state) => state.summary !== null);
  return open ? <Open /> : closed;
}
