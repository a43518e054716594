import { type RefObject, useEffect, useRef, useState } from 'react';

/** Tells when an element first comes near what is on screen: what nobody has scrolled to is not drawn. */
export function useSeen<E extends Element>(): { readonly ref: RefObject<E | null>; readonly seen: boolean } {
  const ref = useRef<E>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (seen || ref.current === null) return undefined;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
      },
      { rootMargin: '240px' },
    );
    watch.observe(ref.current);
    return () => {
      watch.disconnect();
    };
  }, [seen]);
  return { ref, seen };
}
