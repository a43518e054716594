import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAssetHandler } from '../../electron/main/assets.ts';
import { registerIpc, type RequestPort } from '../../electron/main/ipc/registerIpc.ts';
import type { Router } from '../../electron/main/ipc/router.ts';
import type { Emit } from '../../electron/main/ports/events.ts';
import { EVENT_CHANNEL } from '../../shared/ipc/methods.ts';
import { encodeFrame } from './framing.ts';
import { judge } from './guard.ts';

const MOST_BYTES = 1_000_000;
const BRIDGE = 'preview-bridge.js';

export interface PreviewSettings {
  readonly rendererFolder: string;
  /** The script that stands in for Electron, with the preload in it. */
  readonly bridge: string;
  readonly router: Router;
  /** How long no page may be open before the preview ends, in milliseconds. */
  readonly idle: number;
  /** How long to wait for the first page. */
  readonly patience: number;
}

export interface Preview {
  /** Where to point the browser, token and all. */
  readonly address: string;
  readonly emit: Emit;
  /** Settled when no page has been open for a while, or after `stop`. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    // Read to its end even when it is too long, so that the sender hears the answer.
    if (length <= MOST_BYTES) parts.push(part);
  }
  if (length > MOST_BYTES) return undefined;
  return Buffer.concat(parts).toString('utf8');
}

const end = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { 'cache-control': 'no-store', 'content-security-policy': "default-src 'none'" }).end();
};

const addressOf = (server: Server): AddressInfo => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The preview does not listen.');
  return address;
};

/** Serves the production bundles to one browser on this machine, until its page is closed. */
export async function startPreview(settings: PreviewSettings): Promise<Preview> {
  const token = randomBytes(24).toString('base64url');
  const streams = new Set<ServerResponse>();
  const listeners = new Map<string, Parameters<RequestPort['handle']>[1]>();
  const { promise: ended, resolve } = Promise.withResolvers<undefined>();
  const finish = (): void => {
    resolve(undefined);
  };
  let authority = '';
  let origin = '';
  let assets: ReturnType<typeof createAssetHandler>;

  let timer = setTimeout(finish, settings.patience);
  const wait = (milliseconds: number): void => {
    clearTimeout(timer);
    timer = setTimeout(finish, milliseconds);
  };

  const answerRequest = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    let asked: unknown;
    try {
      asked = JSON.parse(body ?? '');
    } catch {
      end(response, 400);
      return;
    }
    const [channel, ...input] = Array.isArray(asked) ? (asked as unknown[]) : [];
    const listener = typeof channel === 'string' ? listeners.get(channel) : undefined;
    if (listener === undefined) {
      end(response, 404);
      return;
    }
    const answer = await listener({ senderFrame: { url: `${origin}/`, parent: null } }, ...input);
    response.writeHead(200, { 'content-type': 'application/octet-stream', 'cache-control': 'no-store' });
    response.end(encodeFrame(answer));
  };

  const openStream = (response: ServerResponse): void => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write('retry: 500\n\n');
    streams.add(response);
    clearTimeout(timer);
    response.on('close', () => {
      streams.delete(response);
      if (streams.size === 0) wait(settings.idle);
    });
  };

  const answerAsset = async (path: string, response: ServerResponse): Promise<void> => {
    if (path === `/${BRIDGE}`) {
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' });
      response.end(settings.bridge);
      return;
    }
    const answer = await assets(new Request(`${origin}${path}`));
    const isPage = (answer.headers.get('content-type') ?? '').startsWith('text/html');
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(
      isPage && answer.ok
        ? (await answer.text()).replace('<title>', `<script src="./${BRIDGE}"></script><title>`)
        : Buffer.from(await answer.arrayBuffer()),
    );
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url = '', headers } = request;
    const verdict = judge({ method, url, headers }, authority, token);
    if (!verdict.allowed) end(response, verdict.status);
    else if (method === 'POST' && verdict.path === '/request') await answerRequest(request, response);
    else if (method === 'POST') end(response, 405);
    else if (verdict.path === '/events') openStream(response);
    else await answerAsset(verdict.path, response);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch(() => {
      if (!response.headersSent) end(response, 500);
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  authority = `127.0.0.1:${String(addressOf(server).port)}`;
  origin = `http://${authority}`;
  assets = createAssetHandler(settings.rendererFolder, origin);
  registerIpc({ handle: (channel, listener) => listeners.set(channel, listener) }, settings.router, origin);

  const emit: Emit = (event, payload) => {
    const data = JSON.stringify([EVENT_CHANNEL, event, payload]);
    for (const stream of streams) stream.write(`data: ${data}\n\n`);
  };
  return {
    address: `${origin}/${token}/`,
    emit,
    ended,
    stop: async () => {
      clearTimeout(timer);
      finish();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
