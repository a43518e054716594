import { Fragment, type ReactElement, type ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import styles from './SplitPanes.module.css';

export interface Pane {
  readonly id: string;
  /** What a screen reader calls the pane; F6 moves between panes. */
  readonly label: string;
  /** Per cent of the whole before anyone has dragged. */
  readonly share: number;
  /** Least size in pixels. */
  readonly least: number;
  readonly content: ReactNode;
  /** False where the content consists of panes itself. */
  readonly stop?: boolean;
}

interface SplitPanesProps {
  /** The sizes are remembered under this name. */
  readonly id: string;
  readonly direction: 'horizontal' | 'vertical';
  readonly panes: readonly Pane[];
  readonly separatorLabel: string;
}

export function SplitPanes({ id, direction, panes, separatorLabel }: SplitPanesProps): ReactElement {
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id: `sigill-${id}`,
    panelIds: panes.map((pane) => pane.id),
    onlySaveAfterUserInteractions: true,
    storage: localStorage,
  });
  return (
    <Group
      orientation={direction}
      className={styles['group'] ?? ''}
      {...(defaultLayout === undefined ? {} : { defaultLayout })}
      onLayoutChanged={onLayoutChanged}
    >
      {panes.map((pane, at) => (
        <Fragment key={pane.id}>
          {at > 0 && <Separator className={styles['separator'] ?? ''} aria-label={separatorLabel} />}
          <Panel
            id={pane.id}
            defaultSize={`${String(pane.share)}%`}
            minSize={pane.least}
            className={styles['panel'] ?? ''}
          >
            {pane.stop === false ? (
              pane.content
            ) : (
              <section className={styles['pane']} aria-label={pane.label} data-pane={pane.id} tabIndex={-1}>
                {pane.content}
              </section>
            )}
          </Panel>
        </Fragment>
      ))}
    </Group>
  );
}
