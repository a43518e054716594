import { useMemo } from 'react';
import { singleHue } from '../../../ui/colour/scales.ts';
import { useScheme } from '../../../ui/theme/Theme.tsx';

/** Colours of the classes in the order of NEED_CLASSES, from the gravest; the one who is not judged has none. And of lit and unlit. */
export function useNeedColours(): {
  readonly classes: readonly string[];
  readonly lit: readonly [string, string, string];
} {
  const scheme = useScheme();
  return useMemo(() => {
    const steps = singleHue(5, scheme).toReversed();
    const three = singleHue(3, scheme);
    return { classes: steps, lit: [three[0] ?? '', three[1] ?? '', three[2] ?? ''] };
  }, [scheme]);
}
