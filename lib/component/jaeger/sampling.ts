import type { Quantity } from '../../core/quantity';
import type { Data } from '../../core/yaml';

/** The share of traces that applications begin at all, for those that ask Jaeger how many they should. */
export interface SourceSampling {
  /** For every service that is not named. */
  readonly share: Quantity<'ratio'>;
  /** @default none */
  readonly services?: readonly ServiceSampling[];
}

export interface ServiceSampling {
  /** `service.name`. */
  readonly service: string;
  readonly share: Quantity<'ratio'>;
  /** Shares of single operations, by the name of their first span. @default none */
  readonly operations?: readonly { readonly operation: string; readonly share: Quantity<'ratio'> }[];
}

/**
 * The file of strategies, which Jaeger serves to the samplers in applications and reads again when it changes.
 * Source: https://www.jaegertracing.io/docs/2.13/architecture/sampling/#file-based-sampling-configuration
 */
export function samplingStrategies({ share, services = [] }: SourceSampling): Data {
  return {
    default_strategy: { type: 'probabilistic', param: share.value },
    service_strategies: services.map((service) => ({
      service: service.service,
      type: 'probabilistic',
      param: service.share.value,
      operation_strategies: (service.operations ?? []).map((operation) => ({ operation: operation.operation, type: 'probabilistic', param: operation.share.value })),
    })),
  };
}
