import { DataError, type ErrorKind, UserError } from '../../../shared/errors/errors.ts';
import { contract, type Output } from '../../../shared/ipc/contract.ts';
import { METHODS, type MethodName } from '../../../shared/ipc/methods.ts';
import { err, type ErrorCode, ok, type Result } from '../../../shared/ipc/result.ts';
import { errorName, type Log, stackPlaces } from '../ports/log.ts';

type Parsed<M extends MethodName> = Readonly<ReturnType<(typeof contract)[M]['input']['parse']>>;

/** What answers each method. */
export type AllHandlers = { readonly [M in MethodName]: (input: Parsed<M>) => Promise<Output<M>> | Output<M> };

/** The application has them all; a method that is not here is not offered. */
export type Handlers = Partial<AllHandlers>;

export interface Router {
  /** Never throws and never rejects, whatever comes in. */
  dispatch(method: unknown, input: unknown): Promise<Result<unknown>>;
}

const CODES: Readonly<Record<ErrorKind, ErrorCode>> = {
  input: 'BAD_INPUT',
  refused: 'REFUSED',
  cancelled: 'CANCELLED',
};

const isMethod = (name: unknown): name is MethodName => (METHODS as readonly unknown[]).includes(name);

const placeOf = (path: readonly PropertyKey[] | undefined): string => (path ?? []).map(String).join('.').slice(0, 200);

/** What the window is told about an error: a key and parameters, with the place in a file folded into them. */
export function toAppError(cause: UserError): { code: ErrorCode; key: string; parameters: UserError['parameters'] } {
  const place = cause instanceof DataError ? cause.place : undefined;
  return {
    code: CODES[cause.kind],
    key: cause.key,
    parameters: {
      ...cause.parameters,
      ...(place === undefined ? {} : { file: place.file }),
      ...(place?.line === undefined ? {} : { line: place.line }),
      ...(place?.column === undefined ? {} : { column: place.column }),
    },
  };
}

/** Checks what comes in, calls the handler, checks what goes out. */
export function createRouter(handlers: Handlers, log: Log): Router {
  return {
    async dispatch(method, input) {
      if (!isMethod(method)) {
        log({ event: 'request.malformed' });
        return err('BAD_INPUT', 'error.unknownMethod');
      }
      try {
        const asked = contract[method].input.safeParse(input);
        if (!asked.success) {
          log({ event: 'request.malformed', method });
          return err('BAD_INPUT', 'error.badInput', { path: placeOf(asked.error.issues[0]?.path) });
        }
        const handler = handlers[method] as ((value: unknown) => unknown) | undefined;
        if (handler === undefined) return err('NOT_FOUND', 'error.unknownMethod');
        const answer = contract[method].output.safeParse(await handler(asked.data));
        if (answer.success) return ok(answer.data);
        log({ event: 'contract.broken', method, place: placeOf(answer.error.issues[0]?.path) });
        return err('INTERNAL', 'error.internal');
      } catch (cause) {
        if (cause instanceof UserError) {
          if (cause.kind === 'refused') log({ event: 'request.refused', method, rule: cause.key });
          const { code, key, parameters } = toAppError(cause);
          return err(code, key, parameters);
        }
        log({ event: 'handler.failed', method, name: errorName(cause), place: stackPlaces(cause) });
        return err('INTERNAL', 'error.internal');
      }
    },
  };
}
