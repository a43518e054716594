import { Component, type ReactNode } from 'react';
import { Button } from '../../ui/controls/Button.tsx';
import styles from './ErrorBoundary.module.css';

interface ErrorBoundaryProps {
  readonly title: string;
  readonly advice: string;
  readonly again: string;
  readonly children: ReactNode;
}

/** A screen that breaks leaves the rest of the window standing. What was wrong is never shown: it could hold data. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly broken: boolean }> {
  override readonly state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <div className={styles['broken']} role="alert">
        <h1>{this.props.title}</h1>
        <p>{this.props.advice}</p>
        <Button
          kind="primary"
          onClick={() => {
            this.setState({ broken: false });
          }}
        >
          {this.props.again}
        </Button>
      </div>
    );
  }
}
