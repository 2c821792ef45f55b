import type { StandIn } from './stand-in';

/** What a scrape finds when it begins. */
export interface Scene {
  /** An empty folder that is deleted afterwards. */
  readonly folder: string;
  readonly standIn: StandIn;
}

/** Runs a program, gives it something to do, and returns its metrics page; several pages may follow each other. */
export type Scrape = (scene: Scene) => Promise<string>;
