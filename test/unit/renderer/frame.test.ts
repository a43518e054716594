import { beforeEach, describe, expect, it } from 'vitest';
import { secondsLeft } from '../../../renderer/app/state/jobs.ts';
import {
  clearSelection,
  hoverArea,
  pointing,
  resetPointing,
  selectArea,
  selectAreas,
} from '../../../renderer/app/state/pointing.ts';
import { registerMatrix } from '../../../renderer/features/project/registers.ts';
import { en, sv } from '../../../renderer/i18n/catalogues.ts';
import { contrast } from '../../../renderer/ui/colour/oklch.ts';
import { formatFor } from '../../../renderer/ui/format/number.ts';
import { BLUES, TOKENS } from '../../../renderer/ui/theme/tokens.ts';

const plain = (written: string): string => written.replaceAll(/[\u00a0\u202f]/gu, ' ').replaceAll('\u2212', '-');

describe('numbers for people', () => {
  it('writes Swedish and English', () => {
    expect(plain(formatFor('sv').number(1234.5, 1))).toBe('1 234,5');
    expect(plain(formatFor('sv').number(-1234, 2))).toBe('-1 234,00');
    expect(formatFor('en').number(1234.5, 1)).toBe('1,234.5');
    expect(formatFor('sv').number(Number.NaN, 1)).toBe('..');
    expect(plain(formatFor('sv').share(0.421))).toBe('42 %');
  });
  it('says time as a person does', () => {
    expect([4.4, 59.4, 61, 3600, 7800].map((seconds) => formatFor('sv').duration(seconds))).toEqual([
      '4 s',
      '59 s',
      '1 min',
      '1 h 0 min',
      '2 h 10 min',
    ]);
  });
});

describe('texts', () => {
  it('has the same keys in both languages, none of them empty, with the same parameters', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(sv).sort());
    const parameters = (written: string): string[] =>
      [...written.matchAll(/\{\{(\w+)\}\}/gu)].map((match) => match[1] ?? '').sort();
    for (const key of Object.keys(sv) as (keyof typeof sv)[]) {
      expect(sv[key].trim(), key).not.toBe('');
      expect(en[key].trim(), key).not.toBe('');
      expect(parameters(en[key]), key).toEqual(parameters(sv[key]));
    }
  });
});

describe('colours', () => {
  it.each(['light', 'dark'] as const)('keep their contrast in %s', (scheme) => {
    const tokens = TOKENS[scheme];
    for (const behind of [tokens.surface, tokens.ground, tokens.hover, tokens.accentSoft]) {
      expect(contrast(tokens.text, behind), `text on ${behind}`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(tokens.textMuted, behind), `muted on ${behind}`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(tokens.accent, behind), `accent on ${behind}`).toBeGreaterThanOrEqual(4.5);
    }
    for (const behind of [tokens.surface, tokens.ground]) {
      expect(contrast(tokens.danger, behind)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(tokens.lineStrong, behind)).toBeGreaterThanOrEqual(3);
      expect(contrast(tokens.mark, behind)).toBeGreaterThanOrEqual(3);
    }
    expect(contrast('#ffffff', BLUES[scheme === 'light' ? 8 : 6])).toBeGreaterThanOrEqual(4.5);
  });
});

describe('pointing', () => {
  beforeEach(resetPointing);
  const now = (): [number, number[], number] => {
    const { hovered, selected, lead } = pointing.getState();
    return [hovered, [...selected], lead];
  };
  it('chooses one, adds, takes away, and clears', () => {
    hoverArea(4);
    selectArea(2);
    selectArea(7, true);
    expect(now()).toEqual([4, [2, 7], 7]);
    selectArea(7, true);
    expect(now()).toEqual([4, [2], 2]);
    selectAreas([5, 6]);
    expect(now()).toEqual([4, [5, 6], 5]);
    clearSelection();
    expect(now()).toEqual([4, [], -1]);
  });
});

describe('time left of a job', () => {
  const job = { jobId: 'j', step: '', done: 25, total: 100, stepSeconds: 5, stepBegan: 0, cancelling: false };
  it('judges by what is done, and says nothing too early', () => {
    expect(secondsLeft(job)).toBe(15);
    expect(secondsLeft({ ...job, done: 1 })).toBeNull();
    expect(secondsLeft({ ...job, total: 0 })).toBeNull();
  });
});

describe('registers by years', () => {
  it('tells what is missing from what is zero', () => {
    const row = (register: string, year: number, rows: number) => ({ register, year, rows, importedAt: '' });
    const matrix = registerMatrix({ years: [2023], registers: [row('brott', 2023, 0), row('person', 2022, 10)] });
    expect(matrix.years).toEqual([2022, 2023]);
    expect(matrix.registers.map((one) => one.rows)).toEqual([
      [10, Number.NaN],
      [Number.NaN, 0],
    ]);
    expect(matrix.most).toBe(10);
  });
});
