import { type ReactElement, useEffect, useState } from 'react';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { request } from '../../../app/connection/client.ts';
import { useProject } from '../../../app/state/project.ts';
import { useWords } from '../../../i18n/words.ts';
import { Segmented } from '../../../ui/controls/Segmented.tsx';
import { Select } from '../../../ui/controls/Select.tsx';
import { TextField } from '../../../ui/controls/Fields.tsx';
import { useDraft } from '../model/draft.ts';
import { useLedger } from '../model/ledger.ts';
import type { Chosen } from '../model/signing.ts';
import { carryOut } from '../model/work.ts';
import styles from '../Release.module.css';
import { FileChoice } from '../signing/FileChoice.tsx';
import { SigningForm } from '../signing/SigningForm.tsx';

type Kind = 'package' | 'published';
type Entered = NonNullable<Output<'ledger.entered'>['tables']>;

/** `ålder=*, kön=1+2` as pairs; what is no pair is left out. */
const pairsOf = (written: string): readonly (readonly [string, string])[] =>
  written.split(',').flatMap((part) => {
    const at = part.lastIndexOf('=');
    return at < 1 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).trim()] as const];
  });

/** Enters what somebody outside has already: a package, or a table that was published elsewhere. The draft tells what it counts. */
export function Enter({ organisation }: { readonly organisation: string }): ReactElement {
  const { t, language, format } = useWords();
  const open = useProject((state) => state.summary !== null);
  const { draft, load } = useDraft();
  const read = useLedger((state) => state.read);
  const [kind, setKind] = useState<Kind>('package');
  const [sources, setSources] = useState<Readonly<Partial<Record<Kind, Chosen>>>>({});
  const [table, setTable] = useState<string | null>(null);
  const [columns, setColumns] = useState('');
  const [select, setSelect] = useState('');
  const [entered, setEntered] = useState<Entered | null>(null);
  useEffect(() => {
    if (open) void load();
  }, [open, load]);
  const source = sources[kind] ?? null;
  if (!open || draft === null) return <p className={styles['text']}>{t('enter.needsDraft')}</p>;
  return (
    <>
      <p className={styles['text']}>{t('enter.what')}</p>
      <SigningForm
        label={t('enter.title')}
        action={t('enter.now')}
        kind="plain"
        ready={source !== null && (kind === 'package' || table !== null)}
        onSign={async (signer) => {
          setEntered(null);
          const outcome = await carryOut(() =>
            request('ledger.enter', {
              organisation,
              source: { kind, fileId: source?.fileId ?? '' },
              table: table ?? '',
              columns: pairsOf(columns).map(([category, column]) => ({ category, column })),
              select: pairsOf(select).map(([variable, value]) => ({ variable, value })),
              ...signer,
            }),
          );
          await read(organisation);
          if (outcome.kind === 'failed') return outcome.error;
          if (outcome.kind === 'closed') return null;
          const answer = await request('ledger.entered', { jobId: outcome.jobId });
          if (answer.ok) setEntered(answer.data.tables);
          return null;
        }}
      >
        <Segmented<Kind>
          label={t('enter.kind')}
          value={kind}
          choices={[
            { value: 'package', label: t('enter.package') },
            { value: 'published', label: t('enter.published') },
          ]}
          onChange={setKind}
        />
        <FileChoice
          label={t(kind === 'package' ? 'package.folder' : 'enter.file')}
          place={kind}
          chosen={source}
          onChoose={(chosen) => {
            setSources({ ...sources, [kind]: chosen });
          }}
        />
        {kind === 'published' && (
          <>
            <Select
              label={t('enter.table')}
              width={400}
              value={table}
              choices={draft.tables.map(({ id, title }) => ({ value: id, label: `${title[language]} (${id})` }))}
              onChange={setTable}
            />
            <TextField
              label={t('enter.columns')}
              description={t('enter.columnsWhy')}
              width={400}
              value={columns}
              onChange={setColumns}
            />
            <TextField
              label={t('enter.select')}
              description={t('enter.selectWhy')}
              width={400}
              value={select}
              onChange={setSelect}
            />
          </>
        )}
      </SigningForm>
      {entered !== null && (
        <ul className={styles['done']}>
          {entered.map(({ id, cells, published }) => (
            <li key={id}>
              {t('enter.done', { table: id, cells: format.count(cells), published: format.count(published) })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
