import type { ReadStream, WriteStream } from 'node:tty';
import { UserError } from '../../shared/errors/errors.ts';

const ENTER = /[\r\n]/u;
const INTERRUPT = '\u0003';
const END = '\u0004';
const BACKSPACE: ReadonlySet<string> = new Set(['\u007F', '\b']);

/** Asks on a terminal and gives what is typed up to Enter, showing none of it. */
export async function askHidden(input: ReadStream, output: WriteStream, question: string): Promise<string> {
  output.write(question);
  input.setRawMode(true);
  input.setEncoding('utf8');
  input.resume();
  try {
    return await new Promise<string>((resolve, reject) => {
      const typed: string[] = [];
      const onData = (keys: string): void => {
        for (const { segment: key } of new Intl.Segmenter().segment(keys)) {
          if (key === INTERRUPT) {
            input.off('data', onData);
            reject(new UserError('cancelled', 'error.cancelled'));
            return;
          }
          if (key === END || ENTER.test(key)) {
            input.off('data', onData);
            resolve(typed.join(''));
            return;
          }
          if (BACKSPACE.has(key)) typed.pop();
          else typed.push(key);
        }
      };
      input.on('data', onData);
    });
  } finally {
    input.pause();
    input.setRawMode(false);
    output.write('\n');
  }
}
