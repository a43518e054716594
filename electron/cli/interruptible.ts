import type { TextKey } from '../../shared/texts/text.ts';
import type { Surroundings } from './command.ts';

/**
 * Does work that gives way at the next `progress.check` when the user presses Ctrl-C (or sends SIGTERM), so that it is taken
 * back in order and `sentence` can say what that means. Who presses twice ends the process at once, which harms no
 * project either. For work that lets the event loop turn: while it does not, no signal is heard.
 */
export async function interruptible<T>(
  { stopAt }: Surroundings,
  sentence: TextKey,
  work: () => Promise<T>,
): Promise<T> {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const unhook = (): void => {
    for (const signal of signals) process.off(signal, stop);
  };
  const stop = (): void => {
    unhook();
    stopAt(sentence);
  };
  for (const signal of signals) process.on(signal, stop);
  try {
    return await work();
  } finally {
    unhook();
  }
}
