import { type ReactElement, useState } from 'react';
import { useWords } from '../../i18n/words.ts';
import { Tabs } from '../../ui/controls/Tabs.tsx';
import { LedgerTab } from './ledger/LedgerTab.tsx';

type Tab = 'tables' | 'ledger';

/**
 * Utlämnande: from tables to a sealed package, by two persons. The reviewer and the auditor have no project open, so only
 * the tables need one; `closed` stands there in their place.
 */
export function ReleaseScreen({ closed }: { readonly closed: ReactElement }): ReactElement {
  const { t } = useWords();
  const [tab, setTab] = useState<Tab>('tables');
  return (
    <Tabs<Tab>
      label={t('release.tabs')}
      value={tab}
      onChange={setTab}
      tabs={[
        { value: 'tables', label: t('release.tab.tables'), content: closed },
        { value: 'ledger', label: t('release.tab.ledger'), content: <LedgerTab /> },
      ]}
    />
  );
}
