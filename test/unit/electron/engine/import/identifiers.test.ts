import { describe, expect, it } from 'vitest';
import { isCertainIdentifier, isEmail, isPersonNumber } from '../../../../../electron/engine/import/identifiers.ts';

describe('direct identifiers', () => {
  // Skatteverket's published test numbers, and 121212-1212, the number on specimen documents.
  it.each(['121212-1212', '191212121212', '19121212-1212', '1212121212', '189001019802', '121212+1212'])(
    '%s is a personal number',
    (text) => {
      expect(isPersonNumber(text)).toBe(true);
    },
  );

  it('a coordination number has 60 added to its day', () => {
    // 701063-2391: the example of a coordination number in Skatteverket's SKV 707.
    expect(isPersonNumber('701063-2391')).toBe(true);
  });

  it.each(['121212-1213', '121312-1212', '121232-1212', '12121212', '765468271', '6001C1010', '', '112121-212121'])(
    '%s is none',
    (text) => {
      expect(isPersonNumber(text)).toBe(false);
    },
  );

  it('about one ten-digit number in three hundred looks like one by chance, so only the long forms are certain', () => {
    let hits = 0;
    for (let i = 0; i < 300_000; i += 1) if (isPersonNumber(String(1_000_000_000 + i * 29_989))) hits += 1;
    expect(hits / 300_000).toBeLessThan(0.01);
    expect(isCertainIdentifier('1212121212')).toBe(false);
    expect(isCertainIdentifier('121212-1212')).toBe(true);
    expect(isCertainIdentifier('191212121212')).toBe(true);
  });

  it('e-mail addresses', () => {
    expect(isEmail('anna.andersson@exempel.se')).toBe(true);
    expect(isEmail('a@b')).toBe(false);
    expect(isEmail('50 % @ hemma')).toBe(false);
  });
});
