import { lazy, type ReactElement, Suspense, useEffect } from 'react';
import { create } from 'zustand';
import { CHAPTER_OF } from '../../features/guide/chapterOf.ts';
import { useWords } from '../../i18n/words.ts';
import { Dialog } from '../../ui/controls/Dialog.tsx';
import { useWhere } from '../state/parts.ts';

const Guide = lazy(async () => ({ default: (await import('../../features/guide/Guide.tsx')).Guide }));

const useHandbook = create<{ readonly opened: boolean }>()(() => ({ opened: false }));

export const openHandbook = (): void => {
  useHandbook.setState({ opened: true });
};

const close = (): void => {
  useHandbook.setState({ opened: false });
};

/** The handbook over whatever is on screen, at the chapter of that part: F1. */
export function Handbook(): ReactElement {
  const { t } = useWords();
  const opened = useHandbook((state) => state.opened);
  const part = useWhere((state) => state.part);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.key !== 'F1') return;
      event.preventDefault();
      openHandbook();
    };
    globalThis.addEventListener('keydown', pressed);
    return () => {
      globalThis.removeEventListener('keydown', pressed);
    };
  }, []);
  return (
    <Dialog title={t('guide.title')} opened={opened} onClose={close} width={1080}>
      <Suspense fallback={<output>{t('frame.loadingScreen')}</output>}>
        <Guide first={CHAPTER_OF[part]} />
      </Suspense>
    </Dialog>
  );
}
