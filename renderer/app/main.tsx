import './trustedTypes.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

const root = document.querySelector('#root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <main>
        <h1>Sigill</h1>
      </main>
    </StrictMode>,
  );
