import { type ReactElement, type ReactNode, useId, useMemo } from 'react';
import { useWords } from '../../../../i18n/words.ts';
import type { Tied } from '../../../../ui/controls/tie.ts';
import { useEditor } from '../model/editor.ts';
import { faultText } from '../model/faults.ts';
import { isWithin, type Path, placeOf } from '../model/path.ts';
import styles from './Form.module.css';

/** What is wrong at a place: there itself, or anywhere within it where no field of its own says it. */
export function useFaults(path: Path, how: 'here' | 'within'): readonly string[] {
  const { language } = useWords();
  const faults = useEditor((state) => state.faults);
  const place = placeOf(path);
  return useMemo(
    () => [
      ...new Set(
        faults
          .filter((fault) => (how === 'here' ? fault.place === place : isWithin(fault.place, place)))
          .map((fault) => faultText(fault, language)),
      ),
    ],
    [faults, how, place, language],
  );
}

export function Faults({ id, said }: { readonly id?: string; readonly said: readonly string[] }): ReactElement | null {
  return said.length === 0 ? null : (
    <p className={styles['fault']} {...(id === undefined ? {} : { id })}>
      {said.join(' ')}
    </p>
  );
}

interface FieldProps {
  readonly path: Path;
  /** Left out where the field stands among others that make plain what it is. */
  readonly label?: string;
  readonly hint?: string;
  readonly how?: 'here' | 'within';
  readonly children: (tied: Tied) => ReactNode;
}

/** A field of the form with what is wrong with it below. */
export function Field({ path, label, hint, how = 'within', children }: FieldProps): ReactElement {
  const id = useId();
  const said = useFaults(path, how);
  const invalid = said.length > 0;
  return (
    <div className={label === undefined ? styles['bare'] : styles['field']} data-place={placeOf(path)}>
      {label !== undefined && (
        <span className={styles['label']} aria-hidden="true">
          {label}
        </span>
      )}
      <div className={styles['control']}>
        {children({ invalid, describedBy: invalid ? id : undefined })}
        {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
        <Faults id={id} said={said} />
      </div>
    </div>
  );
}
