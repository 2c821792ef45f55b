/** Deeper than anything that is written by hand or made for Prometheus. */
const deepest = 100;

/**
 * Says when the lexemes of a YAML file open more levels than any file needs. Without this a line of ten million
 * brackets would be built before anything is complained about.
 */
export function nestingFault(): (lexeme: string) => string | undefined {
  let flow = 0;
  let indicators = 0;
  return (lexeme) => {
    switch (lexeme) {
      case '[':
      case '{':
        flow += 1;
        break;
      case ']':
      case '}':
        flow = Math.max(0, flow - 1);
        break;
      case '-':
      case '?':
      case ':':
        if (flow === 0) indicators += 1;
        break;
      case '\n':
      case '\r\n':
        indicators = 0;
        break;
      default:
    }
    return flow > deepest || indicators > deepest ? `more than ${deepest} levels are opened here` : undefined;
  };
}
