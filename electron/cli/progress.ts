import type { WriteStream } from 'node:tty';
import { isTextKey, type Language, text } from '../../shared/texts/text.ts';
import type { Progress } from '../engine/jobs/progress.ts';

const WIDTH = 28;
const REDRAW_MS = 80;

/** A progress line on standard error when that is a terminal, else nothing. */
export function terminalProgress(stream: WriteStream, language: Language): Progress & { clear(): void } {
  let drawn = false;
  let last = 0;
  const draw = (step: string, done: number, total: number): void => {
    const now = performance.now();
    if (done < total && now - last < REDRAW_MS) return;
    last = now;
    const share = total > 0 ? Math.min(1, done / total) : 0;
    const filled = Math.round(share * WIDTH);
    const label = isTextKey(step) ? text(language, step) : step;
    stream.write(
      `\r\u001B[2K${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${String(Math.floor(share * 100)).padStart(3)} %  ${label}`,
    );
    drawn = true;
  };
  return {
    report: stream.isTTY ? draw : () => undefined,
    check: () => undefined,
    clear: () => {
      if (drawn) stream.write('\r\u001B[2K');
      drawn = false;
    },
  };
}
