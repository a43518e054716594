import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type History,
  MOST_STEPS,
  record,
  redo,
  startHistory,
  undo,
} from '../../../../shared/domain/tuning/history.ts';

describe('history', () => {
  it('undoes and does again', () => {
    const two = record(record(startHistory('a'), 'b'), 'c');
    expect(undo(two).present).toBe('b');
    expect(undo(undo(two)).present).toBe('a');
    expect(redo(undo(two))).toEqual(two);
  });
  it('a new step after undo forgets what was undone', () => {
    const history = record(undo(record(startHistory('a'), 'b')), 'c');
    expect(history).toEqual({ past: ['a'], present: 'c', future: [] });
  });
  it('stands still at both ends, and for the same state', () => {
    const start = startHistory('a');
    expect(undo(start)).toBe(start);
    expect(redo(start)).toBe(start);
    expect(record(start, 'a')).toBe(start);
  });
  it('keeps a bounded number of steps', () => {
    let history: History<number> = startHistory(0);
    for (let step = 1; step <= MOST_STEPS + 50; step += 1) history = record(history, step);
    expect(history.past.length).toBe(MOST_STEPS);
    expect(history.past[0]).toBe(50);
  });
  it('as many redo as undo come back to where they began', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 20 }), fc.nat({ max: 25 }), (steps, back) => {
        let history = startHistory(-1);
        for (const step of steps) history = record(history, step);
        const before = history;
        const times = Math.min(back, history.past.length);
        for (let i = 0; i < times; i += 1) history = undo(history);
        for (let i = 0; i < times; i += 1) history = redo(history);
        expect(history).toEqual(before);
      }),
    );
  });
});
