import type { ReactElement } from 'react';
import { useWords } from '../../i18n/words.ts';
import { Table } from '../../ui/controls/Table.tsx';
import styles from './Release.module.css';

interface FileListProps {
  readonly files: readonly {
    readonly name: string;
    readonly format: string;
    readonly table: string | null;
    readonly bytes: number;
  }[];
}

/** The files of a package, folded together. */
export function FileList({ files }: FileListProps): ReactElement {
  const { t, format } = useWords();
  return (
    <details className={styles['files']}>
      <summary>{t('release.files', { count: files.length })}</summary>
      <div className={styles['scroll']}>
        <Table
          caption={t('release.filesOf')}
          captionHidden
          columns={[
            { key: 'name', header: t('release.file') },
            { key: 'format', header: t('release.format') },
            { key: 'table', header: t('release.table') },
            { key: 'bytes', header: t('release.bytes'), number: true },
          ]}
          rows={files.map(({ name, format: kind, table, bytes }) => ({
            key: name,
            cells: [name, kind, table ?? t('release.wholePackage'), format.count(bytes)],
          }))}
        />
      </div>
    </details>
  );
}
