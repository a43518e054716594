import type { WriteStream } from 'node:tty';
import { UserError } from '../../shared/errors/errors.ts';
import { isTextKey, type Language, text, type TextKey } from '../../shared/texts/text.ts';
import type { Progress } from '../engine/jobs/progress.ts';
import { paceText } from './pace.ts';

const WIDTH = 28;
const REDRAW_MS = 80;

/** The program's own progress: what is shown, and whether the user has asked to stop. */
export interface TerminalProgress extends Progress {
  /** Takes the line away, so that something else can be written. */
  clear(): void;
  /** Makes the next `check` throw, with the sentence of this key. */
  stop(sentence: TextKey): void;
}

/** A progress line on standard error when that is a terminal, else nothing. */
export function terminalProgress(stream: WriteStream, language: Language): TerminalProgress {
  let drawn = false;
  let last = 0;
  let stopped: TextKey | undefined;
  let present = '';
  let since = 0;
  const draw = (step: string, done: number, total: number, rows?: number): void => {
    const now = performance.now();
    if (step !== present) {
      present = step;
      since = now;
    }
    if (done < total && now - last < REDRAW_MS) return;
    last = now;
    const share = total > 0 ? Math.min(1, done / total) : 0;
    const filled = Math.round(share * WIDTH);
    const label = isTextKey(step) ? text(language, step) : step;
    const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${String(Math.floor(share * 100)).padStart(3)} %`;
    const pace = paceText(language, { done, total, milliseconds: now - since, rows });
    // A line that does not fit would be broken, and only its last part taken away again.
    const line = `${bar}  ${label}${pace}`.slice(0, Math.max(1, (stream.columns > 0 ? stream.columns : 80) - 1));
    stream.write(`\r\u001B[2K${line}`);
    drawn = true;
  };
  return {
    report: stream.isTTY ? draw : () => undefined,
    check: () => {
      if (stopped !== undefined) throw new UserError('cancelled', stopped);
    },
    clear: () => {
      if (drawn) stream.write('\r\u001B[2K');
      drawn = false;
    },
    stop: (sentence) => {
      stopped = sentence;
    },
  };
}
