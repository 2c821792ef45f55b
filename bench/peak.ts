/** Prints the peak resident memory of this process as its last line. `maxRSS` is in KiB: https://nodejs.org/api/process.html#processresourceusage */
export function printPeak(): void {
  process.stdout.write(`peak ${String(Math.round(process.resourceUsage().maxRSS / 1024))} MiB\n`);
}
