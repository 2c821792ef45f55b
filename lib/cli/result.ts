/** What a command prints on standard output, and the status it exits with. */
export interface CommandResult {
  readonly text: string;
  readonly exitStatus: number;
}
