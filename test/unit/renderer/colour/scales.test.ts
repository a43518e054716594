import { describe, expect, it } from 'vitest';
import { contrast, luminance, oklch } from '../../../../renderer/ui/colour/oklch.ts';
import { CATEGORICAL, cividis, diverging, singleHue } from '../../../../renderer/ui/colour/scales.ts';

const SCHEMES = ['light', 'dark'] as const;
const GROUND = { light: '#ffffff', dark: '#1b1f23' } as const;

describe('oklch', () => {
  it('meets known colours', () => {
    // Ottosson 2020 and CSS Color 4: white is (1, 0, 0), black (0, 0, 0), sRGB blue (0.452, 0.3132, 264.05).
    expect(oklch(1, 0, 0)).toBe('#ffffff');
    expect(oklch(0, 0, 0)).toBe('#000000');
    expect(oklch(0.45201, 0.31321, 264.052)).toBe('#0000ff');
  });
  it('contrast is that of WCAG', () => {
    expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 10);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  });
});

describe('scales', () => {
  it.each(SCHEMES)('amount runs evenly from the ground towards its opposite (%s)', (scheme) => {
    for (const scale of [cividis, singleHue]) {
      const brightness = scale(7, scheme).map(luminance);
      const rising = scheme === 'dark';
      brightness.slice(1).forEach((now, at) => expect(now > (brightness[at] ?? 0)).toBe(rising));
      expect(contrast(scale(7, scheme).at(-1) ?? '', GROUND[scheme])).toBeGreaterThan(7);
    }
  });
  it.each(SCHEMES)('change has a grey middle and ends that weigh the same (%s)', (scheme) => {
    const colours = diverging(7, scheme);
    const middle = colours[3] ?? '';
    expect(middle.slice(1, 3)).toBe(middle.slice(3, 5));
    expect(middle.slice(3, 5)).toBe(middle.slice(5, 7));
    expect(contrast(colours[0] ?? '', colours[6] ?? '')).toBeLessThan(1.25);
    expect(contrast(colours[0] ?? '', middle)).toBeGreaterThan(2.5);
  });
  it('one class takes the strong end, none gives none', () => {
    expect(cividis(1, 'light')).toEqual(cividis(5, 'light').slice(-1));
    expect(cividis(0, 'light')).toEqual([]);
  });
  it('kinds are at most ten and all different', () => {
    expect(new Set(CATEGORICAL).size).toBe(CATEGORICAL.length);
    expect(CATEGORICAL.length).toBe(10);
  });
});
