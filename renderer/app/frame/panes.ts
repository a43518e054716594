/*
 * F6 moves between the panes of the window, Shift F6 backwards: the elements marked `data-pane`, in reading order. A
 * pane that itself holds panes is passed over.
 */
export function nextPane(
  panes: readonly HTMLElement[],
  focused: Element | null,
  backwards: boolean,
): HTMLElement | null {
  const leaves = panes.filter((pane) => !panes.some((other) => other !== pane && pane.contains(other)));
  if (leaves.length === 0) return null;
  const at = leaves.findIndex((pane) => pane.contains(focused));
  if (at === -1) return leaves[backwards ? leaves.length - 1 : 0] ?? null;
  return leaves[(at + (backwards ? leaves.length - 1 : 1)) % leaves.length] ?? null;
}

const visible = (pane: HTMLElement): boolean => pane.offsetParent !== null || pane.getClientRects().length > 0;

export function movePane(event: KeyboardEvent): void {
  if (event.key !== 'F6') return;
  event.preventDefault();
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(visible);
  nextPane(panes, document.activeElement, event.shiftKey)?.focus();
}
