import type { TextKey, TextParameters } from '../../../shared/texts/text.ts';

/** Something that is wrong with a package; `parameters` names the file. */
export interface Finding {
  readonly key: TextKey;
  readonly parameters: TextParameters;
}

export const finding = (key: TextKey, file: string, more: TextParameters = {}): Finding => ({
  key,
  parameters: { file, ...more },
});
