import { type ReactElement, useRef } from 'react';
import { useWords } from '../../../../i18n/words.ts';
import { useEditor } from '../model/editor.ts';
import { faultText } from '../model/faults.ts';
import styles from './TextEditor.module.css';

/** Where a line and column lie in a text, both from 1. */
export function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return Math.min(text.length, before + column - 1);
}

/** The definition as its file, with what is wrong by line and column. */
export function TextEditor(): ReactElement {
  const { t, language } = useWords();
  const { text, faults, write } = useEditor();
  const field = useRef<HTMLTextAreaElement>(null);
  const goTo = (line: number, column: number): void => {
    const element = field.current;
    if (element === null) return;
    const at = offsetOf(text, line, column);
    element.focus();
    element.setSelectionRange(at, at);
    element.scrollTop = Math.max(0, (line - 6) * 18);
  };
  return (
    <div className={styles['editor']}>
      <textarea
        ref={field}
        className={styles['text']}
        aria-label={t('definition.text')}
        aria-invalid={faults.length > 0}
        spellCheck={false}
        wrap="off"
        value={text}
        onChange={(event) => {
          write(event.currentTarget.value);
        }}
      />
      {faults.length > 0 && (
        <ul className={styles['faults']} aria-label={t('definition.faults')}>
          {faults.map((fault) => (
            <li key={`${fault.place} ${fault.key}`}>
              {fault.line === null ? (
                <span className={styles['place']}>{fault.place}</span>
              ) : (
                <button
                  type="button"
                  onClick={() => {
                    goTo(fault.line ?? 1, fault.column ?? 1);
                  }}
                >
                  {t('definition.lineColumn', { line: fault.line, column: fault.column ?? 1 })}
                </button>
              )}{' '}
              {faultText(fault, language)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
