import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AreaData } from '../../../../renderer/app/state/areas.ts';
import { Grouper } from '../../../../renderer/features/groups/model/grouper.ts';
import type { GroupSettings } from '../../../../renderer/features/groups/model/settings.ts';

/* What can be undone on Grupper. The thread that groups is replaced: only what it is asked for matters here. */

const asked: string[] = [];
class SilentWorker {
  addEventListener(): void {
    // Nothing is ever answered.
  }
  postMessage({ kind, ...more }: { kind: string; k?: number }): void {
    asked.push(kind === 'want' ? `want ${String(more.k)}` : kind);
  }
  terminate(): void {
    // Nothing runs.
  }
}

const settings: GroupSettings = {
  algorithm: 'k-means',
  k: 6,
  standardise: 'z',
  covariance: 'diagonal',
  setAside: null,
  leastAreas: 1,
  variables: [{ id: 'x', weight: 1, ihs: false }],
};
const data = {
  indicators: { byId: new Map(), columns: [] },
  areas: { codes: [], count: 0 },
  geometry: null,
} as unknown as AreaData;

let grouper: Grouper;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('Worker', SilentWorker);
  asked.length = 0;
  grouper = new Grouper(data, settings);
  grouper.start();
});
afterEach(() => {
  grouper.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const pause = (): void => {
  vi.advanceTimersByTime(500);
};

describe('undo and redo of a grouping', () => {
  it('goes back and forth over changes, and a pull of the number of groups is one step', () => {
    expect([grouper.canUndo, grouper.canRedo]).toEqual([false, false]);
    for (const k of [7, 8, 9]) grouper.setK(k);
    pause();
    grouper.change({ algorithm: 'ward' });
    pause();
    grouper.undo();
    expect([grouper.settings.algorithm, grouper.settings.k]).toEqual(['k-means', 9]);
    grouper.undo();
    expect(grouper.settings).toBe(settings);
    expect([grouper.canUndo, grouper.canRedo]).toEqual([false, true]);
    grouper.undo();
    grouper.redo();
    grouper.redo();
    expect([grouper.settings.algorithm, grouper.settings.k, grouper.canRedo]).toEqual(['ward', 9, false]);
  });

  it('only asks for another number of groups where nothing else differs, and begins anew else', () => {
    asked.length = 0;
    grouper.setK(4);
    grouper.undo();
    expect(asked).toEqual(['want 4', 'want 6']);
    grouper.change({ standardise: 'range' });
    pause();
    asked.length = 0;
    grouper.undo();
    expect(asked).toEqual(['begin']);
  });

  it('takes back at once what has just been done, and what was undone is gone after a new step', () => {
    grouper.change({ setAside: 5 });
    expect(grouper.canUndo).toBe(true);
    grouper.undo();
    expect(grouper.settings.setAside).toBeNull();
    grouper.setK(3);
    expect(grouper.canRedo).toBe(false);
    pause();
    grouper.redo();
    expect(grouper.settings.k).toBe(3);
  });

  it('knows what groups are called, too', () => {
    grouper.call(2, { name: 'Unga', text: '' });
    pause();
    grouper.call(2, null);
    grouper.undo();
    expect(grouper.words.get(2)?.name).toBe('Unga');
    grouper.undo();
    expect(grouper.words.size).toBe(0);
  });
});
