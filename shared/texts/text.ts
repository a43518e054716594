import en from './en.json' with { type: 'json' };
import sv from './sv.json' with { type: 'json' };

/** Texts that both the window and the command line say: errors, levels, area types. Swedish is the source. */
export type Language = 'sv' | 'en';
export type TextKey = keyof typeof sv;
export type TextParameters = Readonly<Record<string, string | number>>;

const catalogues: Readonly<Record<Language, Readonly<Record<string, string>>>> = { sv, en };

/** True when `key` is a text that exists, for keys that have crossed a process border as plain strings. */
export const isTextKey = (key: string): key is TextKey => Object.hasOwn(sv, key);

/** The text for `key` with `{name}` replaced from `parameters`; a missing parameter stays visible as `{name}`. */
export function text(language: Language, key: TextKey, parameters: TextParameters = {}): string {
  const template = catalogues[language][key] ?? sv[key];
  return template.replaceAll(/\{(\w+)\}/gu, (whole, name: string) =>
    Object.hasOwn(parameters, name) ? String(parameters[name]) : whole,
  );
}
