import { z } from 'zod';
import { type Operator, OPERATORS } from './definitionNames.ts';

/*
 * The small typed language of indicator definitions: values (numbers computed per record) and conditions (true, false or
 * unknown per record). Plain data, so that a form can show it and a file can hold it; nothing here is evaluated as text.
 */

const name = z.string().regex(/^[\p{L}_][\p{L}\p{N}_]{0,79}$/u);

/** A variable of the population's own register, or of a register that the definition joins. */
export interface VariableReference {
  readonly variable: string;
  readonly join?: string | undefined;
}

/** How many records of a to-many join fulfil a condition on their own variables. */
export interface CountReference {
  readonly count: string;
  readonly where: Condition;
}

/** One number for the whole country and year, computed from the same register before the areas are. */
export interface NationalQuantile {
  readonly nationalQuantile: number;
  readonly of: Value;
  readonly where: Condition;
  /** Of the register so many years earlier. */
  readonly yearsBack?: number | undefined;
}

/** A number per record. A missing part makes the whole missing; so does division by zero. */
export type Value =
  | number
  | VariableReference
  | CountReference
  | NationalQuantile
  | { readonly add: readonly Value[] }
  | { readonly subtract: readonly [Value, Value] }
  | { readonly multiply: readonly Value[] }
  | { readonly divide: readonly [Value, Value] }
  | { readonly roundUp: Value }
  | { readonly roundDown: Value };

/** True, false, or unknown where a value that decides is missing (three-valued logic after Kleene). */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly compare: readonly [Value, Operator, Value] }
  | { readonly between: readonly [number, number]; readonly value: Value }
  | {
      readonly in: readonly (string | number)[];
      readonly variable: string;
      readonly join?: string | undefined;
    }
  | { readonly missing: VariableReference };

/** The message of an issue that says which forms there are; they stand in its `params.expected`. */
export const FORM_EXPECTED = 'form-expected';

/** The message of an issue that says that the first of two limits is above the second. */
export const LIMITS_REVERSED = 'limits-reversed';

const reference = z.strictObject({ variable: name, join: name.optional() });

/**
 * Picks the form by the key that stands in the input, so that what is wrong is told for the form that the writer meant,
 * with its whole place. `plain` takes what is no object.
 */
const byKey = <T>(forms: Readonly<Record<string, z.ZodType>>, plain?: z.ZodType): z.ZodType<T> =>
  z.unknown().transform((input, context) => {
    const isObject = typeof input === 'object' && input !== null && !Array.isArray(input);
    const key = isObject ? Object.keys(forms).find((form) => Object.hasOwn(input, form)) : undefined;
    const form = key === undefined ? (isObject ? undefined : plain) : forms[key];
    if (form === undefined) {
      context.addIssue({ code: 'custom', message: FORM_EXPECTED, params: { expected: Object.keys(forms).join(', ') } });
      return z.NEVER;
    }
    const result = form.safeParse(input);
    if (result.success) return result.data as T;
    for (const issue of result.error.issues) context.issues.push({ ...issue, input } as z.core.$ZodRawIssue);
    return z.NEVER;
  });

export const valueSchema: z.ZodType<Value> = z.lazy(() =>
  byKey<Value>(
    {
      variable: reference,
      count: z.strictObject({ count: name, where: conditionSchema }),
      nationalQuantile: z.strictObject({
        nationalQuantile: z.number().gt(0).lt(1),
        of: valueSchema,
        where: conditionSchema,
        yearsBack: z.int().min(1).max(10).optional(),
      }),
      add: z.strictObject({ add: z.array(valueSchema).min(2).max(20) }),
      subtract: z.strictObject({ subtract: z.tuple([valueSchema, valueSchema]) }),
      multiply: z.strictObject({ multiply: z.array(valueSchema).min(2).max(20) }),
      divide: z.strictObject({ divide: z.tuple([valueSchema, valueSchema]) }),
      roundUp: z.strictObject({ roundUp: valueSchema }),
      roundDown: z.strictObject({ roundDown: valueSchema }),
    },
    z.number(),
  ),
);

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  byKey<Condition>({
    all: z.strictObject({ all: z.array(conditionSchema).max(50) }),
    any: z.strictObject({ any: z.array(conditionSchema).min(1).max(50) }),
    not: z.strictObject({ not: conditionSchema }),
    compare: z.strictObject({ compare: z.tuple([valueSchema, z.enum(OPERATORS), valueSchema]) }),
    between: z.strictObject({
      between: z.tuple([z.number(), z.number()]).refine(([least, most]) => least <= most, { message: LIMITS_REVERSED }),
      value: valueSchema,
    }),
    in: z.strictObject({
      in: z
        .array(z.union([z.string().max(200), z.number()]))
        .min(1)
        .max(1000),
      variable: name,
      join: name.optional(),
    }),
    missing: z.strictObject({ missing: reference }),
  }),
);
