import { type ReactElement, useState } from 'react';
import { useProject } from '../../app/state/project.ts';
import { useWords } from '../../i18n/words.ts';
import { Tabs } from '../../ui/controls/Tabs.tsx';
import { DraftTab } from './draft/DraftTab.tsx';
import { LedgerTab } from './ledger/LedgerTab.tsx';
import { OrganisationTab } from './organisation/OrganisationTab.tsx';
import { PackageTab } from './package/PackageTab.tsx';
import { ReviewTab } from './review/ReviewTab.tsx';
import { TablesTab } from './tables/TablesTab.tsx';

type Tab = 'tables' | 'draft' | 'review' | 'package' | 'ledger' | 'organisation';

/**
 * Utlämnande: from tables to a sealed package, by two persons. The reviewer and the auditor have no project open, so only
 * the tables and the draft need one; `closed` stands there in their place.
 */
export function ReleaseScreen({ closed }: { readonly closed: ReactElement }): ReactElement {
  const { t } = useWords();
  const open = useProject((state) => state.summary !== null);
  const [tab, setTab] = useState<Tab>('tables');
  const contents: Readonly<Record<Tab, ReactElement>> = {
    tables: open ? <TablesTab /> : closed,
    draft: <DraftTab closed={closed} />,
    review: <ReviewTab />,
    package: <PackageTab />,
    ledger: <LedgerTab />,
    organisation: <OrganisationTab />,
  };
  const order: readonly Tab[] = ['tables', 'draft', 'review', 'package', 'ledger', 'organisation'];
  return (
    <Tabs<Tab>
      label={t('release.tabs')}
      value={tab}
      onChange={setTab}
      tabs={order.map((value) => ({
        value,
        label: t(`release.tab.${value}`),
        content: value === tab ? contents[value] : null,
      }))}
    />
  );
}
