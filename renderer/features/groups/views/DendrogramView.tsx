import { type ReactElement, useCallback, useMemo, useRef } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { type Draw, Plot } from '../../../ui/chart/Plot.tsx';
import { Button } from '../../../ui/controls/Button.tsx';
import { LEAST_K, MOST_K } from '../model/settings.ts';
import { colourOf, useGrouper } from '../model/useGrouper.ts';
import { topOfTree, type TreeNode } from './tree.ts';
import styles from './Views.module.css';

/** Branches below this many are drawn as one. */
const LEAVES = 60;
const PAD = { left: 44, right: 8, top: 8, bottom: 20 };

/** Ward's tree from the top, its branches in the groups' colours; the line that cuts it can be dragged, and the map follows. */
export function DendrogramView(): ReactElement {
  const { t, format } = useWords();
  const grouper = useGrouper();
  const { tree, settings, shown } = grouper;
  const dragging = useRef(false);
  const top = useMemo(() => (tree === null ? null : topOfTree(tree.dendrogram, LEAVES)), [tree]);
  /** The number of the group that all areas below a node are in, 0 when they are in several. */
  const groupOf = useCallback(
    (node: TreeNode): number => {
      if (tree === null || shown === null || node.height > (top?.cutBelow(settings.k) ?? 0)) return 0;
      return shown.groups[tree.leaves[node.firstLeaf] ?? 0] ?? 0;
    },
    [tree, shown, top, settings.k],
  );
  const draw = useCallback<Draw>(
    (context, width, height, tokens) => {
      if (top === null) return;
      const xOf = (place: number): number => PAD.left + ((place + 0.5) / top.leaves) * (width - PAD.left - PAD.right);
      const yOf = (value: number): number =>
        height - PAD.bottom - (Math.sqrt(value) / Math.sqrt(top.root.height)) * (height - PAD.top - PAD.bottom);
      context.textAlign = 'right';
      context.textBaseline = 'middle';
      context.fillStyle = tokens.textMuted;
      for (const share of [0.05, 0.25, 1]) {
        const value = share * top.root.height;
        context.fillText(format.number(value, value < 10 ? 1 : 0), PAD.left - 8, yOf(value));
      }
      const paint = (node: TreeNode): void => {
        const group = groupOf(node);
        context.strokeStyle = group === 0 ? tokens.mark : colourOf(group);
        context.lineWidth = group === 0 ? 1 : 1.8;
        if (node.children === null) {
          context.fillStyle = context.strokeStyle;
          context.fillRect(xOf(node.place) - 1, yOf(node.height), 2, height - PAD.bottom - yOf(node.height));
          return;
        }
        const [a, b] = node.children;
        context.beginPath();
        context.moveTo(xOf(a.place), yOf(a.height));
        context.lineTo(xOf(a.place), yOf(node.height));
        context.lineTo(xOf(b.place), yOf(node.height));
        context.lineTo(xOf(b.place), yOf(b.height));
        context.stroke();
        paint(a);
        paint(b);
      };
      paint(top.root);
      const cut = yOf(top.cutAt(settings.k));
      context.fillStyle = tokens.accent;
      context.fillRect(PAD.left, cut - 1, width - PAD.left - PAD.right, 2);
      context.textAlign = 'right';
      context.textBaseline = 'bottom';
      context.fillText(t('groups.cutAt', { k: settings.k }), width - PAD.right, cut - 2);
      context.fillStyle = tokens.textMuted;
      context.textAlign = 'left';
      context.fillText(t('groups.treeFoot', { leaves: top.leaves }), PAD.left, height);
    },
    [top, groupOf, settings.k, t, format],
  );
  if (settings.algorithm !== 'ward')
    return (
      <div className={styles['fill']}>
        <p className={styles['note']}>{t('groups.onlyWard')}</p>
        <div className={styles['bar']}>
          <Button
            onClick={() => {
              grouper.change({ algorithm: 'ward' });
            }}
          >
            {t('groups.useWard')}
          </Button>
        </div>
      </div>
    );
  if (top === null) return <output className={styles['waiting']}>{t('groups.working')}</output>;
  const cutTo = (y: number, height: number): void => {
    const share = (height - PAD.bottom - y) / (height - PAD.top - PAD.bottom);
    const wanted = Math.max(0, share) ** 2 * top.root.height;
    let k = LEAST_K;
    while (k < MOST_K && top.cutAt(k) > wanted) k += 1;
    grouper.setK(k);
  };
  return (
    <div className={styles['picture']}>
      <Plot
        label={t('groups.treeLabel', { k: settings.k })}
        draw={draw}
        onDown={({ y, height }) => {
          dragging.current = true;
          cutTo(y, height);
        }}
        onMove={({ y, height, held }) => {
          if (dragging.current && held) cutTo(y, height);
        }}
        onUp={() => {
          dragging.current = false;
        }}
        onKey={(key) => {
          const step = { ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1 }[key];
          if (step === undefined) return false;
          grouper.setK(settings.k + step);
          return true;
        }}
      />
    </div>
  );
}
