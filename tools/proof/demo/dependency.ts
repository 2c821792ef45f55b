import { serve } from './http';

/** The service behind the API; the fault is made by taking it away. */
export function startDependency(): void {
  serve({ port: 3002 }, { 'GET /': () => ({ body: '{}' }), 'GET /health': () => ({ body: '{}' }) });
}
