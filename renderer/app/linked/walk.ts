import { hoverArea, pointing, selectArea } from '../state/pointing.ts';

const FAR = 20;
const STEPS: Readonly<Partial<Record<string, number>>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  PageDown: FAR,
  PageUp: -FAR,
};

/**
 * Keys in a picture of all areas: arrows point at the next in its order, Page and the ends of it go further, Enter chooses the area pointed
 * at. @returns whether the key meant something
 */
export function walk(order: readonly number[], key: string, additive: boolean): boolean {
  const { hovered } = pointing.getState();
  const at = order.indexOf(hovered);
  const last = order.length - 1;
  if (last < 0) return false;
  if (key === 'Enter' || key === ' ') {
    if (at >= 0) selectArea(hovered, additive);
    return true;
  }
  const step = STEPS[key];
  if (step === undefined && key !== 'Home' && key !== 'End') return false;
  const next = key === 'Home' || (at < 0 && key !== 'End') ? 0 : key === 'End' ? last : at + (step ?? 0);
  hoverArea(order[Math.max(0, Math.min(last, next))] ?? -1);
  return true;
}
