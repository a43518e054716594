/** One line of the technical log: allow-listed fields only, none of which can hold a data value. */
export interface LogLine {
  readonly event:
    | 'handler.failed'
    | 'contract.broken'
    | 'engine.stopped'
    | 'job.failed'
    | 'shell.started'
    | 'request.refused'
    | 'request.malformed'
    | 'window.refused';
  readonly method?: string;
  /** Class of an error, such as RangeError, never its message; or which way out of the window was tried. */
  readonly name?: string;
  /** Key of the sentence by which it was refused. */
  readonly rule?: string;
  /** Where in the contract, as names of fields, or where in the code. */
  readonly place?: string;
}

export type Log = (line: LogLine) => void;

/** The places of a stack, without its first lines, since the message of an error may hold data. */
export const stackPlaces = (cause: unknown): string =>
  cause instanceof Error
    ? (cause.stack ?? '')
        .split('\n')
        .filter((line) => /^\s+at /u.test(line))
        .map((line) => line.trim())
        .join(' ')
        .slice(0, 2000)
    : '';

/** The class of an error, when it is one of the language's own or ours; anything else is just "Error". */
export const errorName = (cause: unknown): string =>
  cause instanceof Error && /^[A-Z][A-Za-z]{0,40}$/u.test(cause.name) ? cause.name : 'Error';
