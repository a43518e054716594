import type { ReactElement } from 'react';
import type { ClassRule } from '../../../shared/schemas/method.ts';
import { useWords } from '../../i18n/words.ts';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import { SmallSelect } from '../../ui/controls/SmallSelect.tsx';
import styles from './Classed.module.css';

type Kind = ClassRule['kind'];

interface ClassToolsProps {
  readonly kinds: readonly Kind[];
  readonly kind: Kind;
  readonly onKind: (kind: Kind) => void;
  /** Null where the number of classes is given. */
  readonly onMore: (() => void) | null;
  readonly onLess: (() => void) | null;
}

/** How the classes are made, and how many they are. */
export function ClassTools({ kinds, kind, onKind, onMore, onLess }: ClassToolsProps): ReactElement {
  const { t } = useWords();
  return (
    <span className={styles['tools']}>
      <SmallSelect<Kind>
        label={t('classes.how')}
        value={kind}
        width={156}
        choices={kinds.map((value) => ({ value, label: t(`classes.kind.${value}`) }))}
        onChange={onKind}
      />
      {onLess !== null && <IconButton shape="less" label={t('classes.fewer')} onClick={onLess} />}
      {onMore !== null && <IconButton shape="more" label={t('classes.more')} onClick={onMore} />}
    </span>
  );
}
